CREATE TABLE job (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    worker TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    progress BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
