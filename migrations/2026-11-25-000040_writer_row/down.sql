DELETE FROM writer;
