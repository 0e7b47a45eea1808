DROP INDEX finding_open;
