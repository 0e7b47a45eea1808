DROP TABLE photo_pair;
