CREATE INDEX evidence_by_state ON evidence (round, county, state, id, kind);
