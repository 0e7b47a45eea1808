DROP INDEX job_subject;
