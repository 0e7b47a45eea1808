UPDATE evidence_link SET round = '', county = '';
