CREATE TABLE county_change (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    counter BIGINT NOT NULL,
    PRIMARY KEY (round, county)
);
