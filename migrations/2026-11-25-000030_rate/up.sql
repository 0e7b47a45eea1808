CREATE TABLE rate (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    minute BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, minute)
);
