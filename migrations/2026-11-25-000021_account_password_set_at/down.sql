ALTER TABLE account DROP COLUMN password_set_at;
