DROP TABLE log_in_guard;
