CREATE INDEX comment_of_item ON comment (round, county, item, id);
