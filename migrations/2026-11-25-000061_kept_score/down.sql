DROP TABLE kept_score;
