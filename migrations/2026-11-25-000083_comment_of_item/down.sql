DROP INDEX comment_of_item;
