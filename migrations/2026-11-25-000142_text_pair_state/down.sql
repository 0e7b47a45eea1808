DROP TABLE text_pair_state;
