CREATE INDEX evidence_waiting ON evidence (round, state, id, county);
