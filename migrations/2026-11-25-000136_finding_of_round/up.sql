CREATE INDEX finding_of_round ON finding (round, rank);
