ALTER TABLE evidence_link DROP COLUMN state;
