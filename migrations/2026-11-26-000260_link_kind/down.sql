ALTER TABLE evidence_link DROP COLUMN kind;
