CREATE INDEX evidence_link_by_year ON evidence_link (round, county, year, evidence);
