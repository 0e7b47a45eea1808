CREATE TABLE log_in_guard (
    subject TEXT PRIMARY KEY NOT NULL,
    failures BIGINT NOT NULL,
    since TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);
