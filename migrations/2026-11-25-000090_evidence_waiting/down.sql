DROP INDEX evidence_waiting;
