ALTER TABLE credential DROP COLUMN proved_at;
