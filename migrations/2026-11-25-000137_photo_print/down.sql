DROP TABLE photo_print;
