UPDATE evidence_link SET kind = '', state = '';
