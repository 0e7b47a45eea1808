CREATE INDEX evidence_link_of_item ON evidence_link (item, year, evidence);
