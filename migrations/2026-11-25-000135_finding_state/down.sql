DROP TABLE finding_state;
