CREATE TABLE second_factor (
    account TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    added_at TIMESTAMP NOT NULL
);
