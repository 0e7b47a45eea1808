ALTER TABLE account DROP COLUMN password_temporary;
