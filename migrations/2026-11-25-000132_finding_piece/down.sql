DROP TABLE finding_piece;
