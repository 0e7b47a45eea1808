CREATE TABLE photo_print (
    sha256 TEXT PRIMARY KEY NOT NULL,
    print TEXT NOT NULL,
    compared BOOLEAN NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    shot_at TIMESTAMP,
    place TEXT NOT NULL,
    camera TEXT NOT NULL,
    software TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
