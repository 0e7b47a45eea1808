DROP INDEX finding_by_rank;
