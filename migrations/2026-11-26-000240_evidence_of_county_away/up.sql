DROP INDEX evidence_of_county;
