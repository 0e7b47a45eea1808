CREATE INDEX photo_print_place ON photo_print (place);
