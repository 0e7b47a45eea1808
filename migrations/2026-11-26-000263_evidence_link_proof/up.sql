CREATE INDEX evidence_link_proof ON evidence_link (round, county, item, year, kind, state);
