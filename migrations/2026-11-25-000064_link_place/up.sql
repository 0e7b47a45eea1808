UPDATE evidence_link SET
    round = (SELECT evidence.round FROM evidence WHERE evidence.id = evidence_link.evidence),
    county = (SELECT evidence.county FROM evidence WHERE evidence.id = evidence_link.evidence);
