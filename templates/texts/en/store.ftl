store-failed = The database is not available at the moment; nothing was changed. Try again shortly, or ask the administrator.
store-away = The database can't be reached at the moment; nothing was changed. Try again in a few seconds.
store-unsure = The connection to the database broke at the moment of writing. Look whether it was kept before you send it again.
