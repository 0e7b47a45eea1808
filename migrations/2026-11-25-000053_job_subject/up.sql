CREATE INDEX job_subject ON job (subject, kind);
