DROP INDEX evidence_by_kind;
