CREATE TABLE finding_state (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    touched BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    counter BIGINT NOT NULL,
    basis TEXT NOT NULL,
    worked_at TIMESTAMP,
    PRIMARY KEY (round, county)
);
