CREATE TABLE comment (
    id TEXT PRIMARY KEY NOT NULL,
    round TEXT NOT NULL,
    county TEXT NOT NULL,
    item TEXT NOT NULL,
    account TEXT NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
