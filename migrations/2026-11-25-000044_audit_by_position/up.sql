CREATE UNIQUE INDEX audit_by_position ON audit (position);
