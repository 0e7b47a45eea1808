ALTER TABLE account ADD COLUMN password_set_at TIMESTAMP;
