CREATE TABLE text_pair_state (
    round TEXT PRIMARY KEY NOT NULL,
    basis TEXT NOT NULL,
    worked_at TIMESTAMP NOT NULL
);
