INSERT INTO writer (id) VALUES (1);
