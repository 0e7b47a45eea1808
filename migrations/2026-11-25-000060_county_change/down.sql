DROP TABLE county_change;
