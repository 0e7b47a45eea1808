CREATE INDEX job_due ON job (state, due_at);
