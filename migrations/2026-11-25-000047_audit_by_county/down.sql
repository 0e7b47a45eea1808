DROP INDEX audit_by_county;
