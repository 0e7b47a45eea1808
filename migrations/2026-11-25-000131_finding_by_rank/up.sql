CREATE INDEX finding_by_rank ON finding (round, county, rank);
