store-failed = The database is not available at the moment; nothing was changed. Try again shortly, or ask the administrator.
store-away = The database can't be reached at the moment; nothing was changed. Try again in a few seconds.
store-unsure = Writing to the database was broken off in the middle. Look whether it was kept before you send it again.
store-full = The disk of the database is full; nothing was changed. Ask the administrator to make room.
store-read-only = Writing the database to the disk failed, so everything can be read but nothing changed. The administrator must check the disk and restart.
store-closed-moving = The office is moving to another home. It can be read and not changed for now; please try again soon.
store-closed-moved = The office has moved to another home, and here it can only be read. Ask the system administrator where it is.
store-closed-filling = The office is being filled from elsewhere and can't be changed until it is whole; please try again soon.
