CREATE INDEX evidence_by_kind ON evidence (round, county, kind, id, state);
