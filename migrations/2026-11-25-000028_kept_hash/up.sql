CREATE TABLE kept_hash (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (account, kind, hash)
);
