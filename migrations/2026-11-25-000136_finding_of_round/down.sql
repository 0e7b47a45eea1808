DROP INDEX finding_of_round;
