CREATE TABLE finding_waved (
    key TEXT PRIMARY KEY NOT NULL,
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    reason TEXT NOT NULL,
    account TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
