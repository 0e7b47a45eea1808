UPDATE file_text SET reader = 1 WHERE reader = 0;
