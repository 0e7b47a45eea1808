DROP INDEX photo_pair_by_other;
