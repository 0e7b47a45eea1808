CREATE INDEX audit_by_county ON audit (county, position);
