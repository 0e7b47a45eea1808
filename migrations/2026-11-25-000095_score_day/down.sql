DROP TABLE score_day;
