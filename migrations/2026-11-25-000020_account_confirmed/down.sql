ALTER TABLE account DROP COLUMN confirmed;
