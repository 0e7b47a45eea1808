DROP TABLE finding_waved;
