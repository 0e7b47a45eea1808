CREATE TABLE finding (
    key TEXT PRIMARY KEY NOT NULL,
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    rank TEXT NOT NULL,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    points TEXT NOT NULL,
    items TEXT NOT NULL,
    years TEXT NOT NULL,
    body TEXT NOT NULL,
    beyond TEXT NOT NULL,
    waved BOOLEAN NOT NULL,
    found_at TIMESTAMP NOT NULL
);
