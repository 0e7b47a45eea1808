DROP INDEX finding_of_evidence;
