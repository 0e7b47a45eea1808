-- Types are kept to text, bigint, boolean and timestamp, and ids are made by the program, so that
-- the same files serve SQLite and PostgreSQL.

CREATE TABLE standard (
    id TEXT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    UNIQUE (code, version)
);

CREATE TABLE round (
    code TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    city TEXT NOT NULL,
    midterm_weight TEXT NOT NULL,
    without_midterm TEXT NOT NULL,
    deadline TEXT NOT NULL,
    midterm_standard TEXT NOT NULL REFERENCES standard (id),
    final_standard TEXT NOT NULL REFERENCES standard (id),
    published BOOLEAN NOT NULL,
    opened_at TIMESTAMP NOT NULL
);

CREATE TABLE assessment_year (
    round TEXT NOT NULL REFERENCES round (code),
    year BIGINT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    midterm BOOLEAN NOT NULL,
    at_final BOOLEAN NOT NULL,
    PRIMARY KEY (round, year)
);

CREATE TABLE county (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    city TEXT NOT NULL,
    level TEXT NOT NULL,
    fonds TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE task (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    item TEXT NOT NULL,
    unit TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (round, county, item)
);

CREATE TABLE fact (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    item TEXT NOT NULL,
    year BIGINT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round, county, item, year)
);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL,
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    day TEXT,
    fields TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    revision BIGINT NOT NULL,
    search TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX evidence_of_county ON evidence (round, county, id);

CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL
);

CREATE TABLE evidence_file (
    evidence TEXT NOT NULL REFERENCES evidence (id),
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    PRIMARY KEY (evidence, revision, position)
);
CREATE INDEX evidence_file_of_blob ON evidence_file (sha256);

CREATE TABLE evidence_link (
    evidence TEXT NOT NULL REFERENCES evidence (id),
    item TEXT NOT NULL,
    year BIGINT NOT NULL,
    PRIMARY KEY (evidence, item, year)
);
CREATE INDEX evidence_link_of_item ON evidence_link (item, year, evidence);

CREATE TABLE evidence_revision (
    evidence TEXT NOT NULL REFERENCES evidence (id),
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (evidence, revision)
);

CREATE TABLE mark (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    phase TEXT NOT NULL,
    item TEXT NOT NULL,
    inspector TEXT NOT NULL,
    points TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round, county, phase, item, inspector)
);

CREATE TABLE ruling (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    units BIGINT NOT NULL,
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round, county, code)
);

CREATE TABLE frozen (
    round TEXT NOT NULL REFERENCES round (code),
    county TEXT NOT NULL REFERENCES county (code),
    phase TEXT NOT NULL,
    result TEXT NOT NULL,
    inputs TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    frozen_by TEXT NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round, county, phase)
);

CREATE TABLE account (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    county TEXT REFERENCES county (code),
    lang TEXT NOT NULL,
    disabled BOOLEAN NOT NULL,
    added_at TIMESTAMP NOT NULL
);

CREATE TABLE credential (
    secret_hash TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX credential_of_account ON credential (account);

CREATE TABLE audit (
    id TEXT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    county TEXT,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
