ALTER TABLE photo_print DROP COLUMN reader;
