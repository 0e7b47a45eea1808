CREATE INDEX evidence_link_by_item ON evidence_link (round, county, item, evidence, year);
