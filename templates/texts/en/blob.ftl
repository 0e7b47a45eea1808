blob-too-large = The file is larger than the limit of { $limit } MB and was not taken.
blob-no-space = Only { $free } MB are free on the disk and { $needed } MB must stay free, so nothing was taken. Ask the administrator to make room.
blob-missing = The file { $hash } is missing from the store.
blob-damaged = The stored file { $hash } is damaged: its content does not match its checksum.
blob-read-only = Writing to the disk failed, so files can be read but not uploaded. The administrator must check the disk and restart.
blob-io = A file could not be read or written; nothing was changed. Try again shortly.
