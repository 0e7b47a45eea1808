DROP INDEX text_pair_other;
