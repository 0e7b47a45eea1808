DROP INDEX evidence_link_by_year;
