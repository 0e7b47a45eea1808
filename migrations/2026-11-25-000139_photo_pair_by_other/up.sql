CREATE INDEX photo_pair_by_other ON photo_pair (other);
