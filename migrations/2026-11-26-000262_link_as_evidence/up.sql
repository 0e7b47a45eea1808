UPDATE evidence_link SET
    kind = (SELECT kind FROM evidence WHERE evidence.id = evidence_link.evidence),
    state = (SELECT state FROM evidence WHERE evidence.id = evidence_link.evidence);
