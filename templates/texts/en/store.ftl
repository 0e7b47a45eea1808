store-failed = The database is not available at the moment; nothing was changed. Try again shortly, or ask the administrator.
