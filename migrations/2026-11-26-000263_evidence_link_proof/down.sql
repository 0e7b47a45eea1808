DROP INDEX evidence_link_proof;
