DROP INDEX evidence_link_of_item;
