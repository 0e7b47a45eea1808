-- Photos lying on their side were read as they lay: the daily job finds them unread and has them scanned anew, and until then what was read stays.
UPDATE file_text SET reader = 0 WHERE sha256 IN (SELECT sha256 FROM blob WHERE media_type IN ('image/jpeg', 'image/heic'));
