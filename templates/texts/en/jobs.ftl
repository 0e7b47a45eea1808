# Work in the background.

job-archive-head = Packed in the background
job-archive-lead = For large archives: it is packed while you go on working, and kept here for a day. A download that breaks off can go on where it was.
job-archive-ask = Pack in the background
job-waiting = waiting
job-running = being packed
job-failed = could not be packed; look at the evidence on this page and ask for it again
job-unknown-kind = a job of the unknown kind { $kind }
job-panicked = a job of the kind { $kind } met a fault in the program
job-undecodable = the picture cannot be decoded ({ $cause })
job-damaged = { $count } files are missing or damaged: { $files }
