CREATE TABLE score_day (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    day TEXT NOT NULL,
    head TEXT NOT NULL,
    PRIMARY KEY (round, county, day)
);
