DROP TABLE kept_hash;
