CREATE TABLE finding_piece (
    finding TEXT NOT NULL REFERENCES finding (key),
    evidence TEXT NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (finding, evidence)
);
