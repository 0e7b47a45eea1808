DROP INDEX job_due;
