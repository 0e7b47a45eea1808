CREATE TABLE file_text (
    sha256 TEXT PRIMARY KEY NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    reader BIGINT NOT NULL,
    text TEXT NOT NULL,
    marks TEXT NOT NULL,
    characters BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    cut BOOLEAN NOT NULL,
    made_at TIMESTAMP NOT NULL
);
