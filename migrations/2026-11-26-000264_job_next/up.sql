CREATE INDEX job_next ON job (state, due_at, id, kind);
