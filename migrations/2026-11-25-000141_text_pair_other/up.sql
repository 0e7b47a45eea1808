CREATE INDEX text_pair_other ON text_pair (round, other);
