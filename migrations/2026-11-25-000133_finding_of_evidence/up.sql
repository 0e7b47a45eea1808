CREATE INDEX finding_of_evidence ON finding_piece (evidence);
