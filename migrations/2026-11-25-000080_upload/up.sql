CREATE TABLE upload (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    county TEXT NOT NULL,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    size BIGINT NOT NULL,
    evidence TEXT,
    begun_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
