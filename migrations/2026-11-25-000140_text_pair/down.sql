DROP TABLE text_pair;
