DROP INDEX upload_by_account;
