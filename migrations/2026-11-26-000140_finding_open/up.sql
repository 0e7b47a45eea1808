CREATE INDEX finding_open ON finding (round, waved, county, severity);
