CREATE INDEX upload_by_account ON upload (account, expires_at);
