DROP INDEX photo_print_place;
