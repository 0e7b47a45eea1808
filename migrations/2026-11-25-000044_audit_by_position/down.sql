DROP INDEX audit_by_position;
