CREATE TABLE text_pair (
    round TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    share BIGINT NOT NULL,
    passages TEXT NOT NULL,
    PRIMARY KEY (round, one, other)
);
