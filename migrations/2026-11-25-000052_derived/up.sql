CREATE TABLE derived (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    name TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (source, kind)
);
