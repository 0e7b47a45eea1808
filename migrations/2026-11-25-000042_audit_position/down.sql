ALTER TABLE audit DROP COLUMN position;
