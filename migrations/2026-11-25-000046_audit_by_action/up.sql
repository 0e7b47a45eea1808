CREATE INDEX audit_by_action ON audit (action, position);
