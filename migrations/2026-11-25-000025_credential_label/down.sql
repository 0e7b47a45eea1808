ALTER TABLE credential DROP COLUMN label;
