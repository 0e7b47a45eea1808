DROP INDEX audit_by_account;
