CREATE TABLE undo (
    id TEXT PRIMARY KEY NOT NULL,
    county TEXT NOT NULL REFERENCES county (code),
    account TEXT NOT NULL,
    done_at TIMESTAMP NOT NULL,
    body TEXT NOT NULL
);
