CREATE INDEX evidence_of_county ON evidence (round, county, id, kind, state);
