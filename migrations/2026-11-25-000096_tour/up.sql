CREATE TABLE tour (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    ended_at TIMESTAMP NOT NULL
);
