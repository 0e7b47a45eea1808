CREATE TABLE kept_score (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    counter BIGINT NOT NULL,
    basis TEXT NOT NULL,
    head TEXT NOT NULL,
    midterm TEXT NOT NULL,
    at_final TEXT NOT NULL,
    PRIMARY KEY (round, county)
);
