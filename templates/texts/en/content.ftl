# Content that is refused before it is decoded or unpacked.

intake-overlap = “{ $path }” in the package shares its bytes with another entry, as an archive bomb does. Nothing was imported.
intake-picture-large = The picture “{ $name }” claims { $width } × { $height } pixels, { $size } when unpacked, more than the limit of { $limit }; it was not taken. Save it in fewer pixels and upload it again.
intake-picture-broken = The picture “{ $name }” is cut off or damaged and cannot be shown; it was not taken. Copy it anew from the camera or scanner.
intake-document = The document “{ $name }” was not taken: { $fault }
intake-document-bomb = “{ $path }” inside swells from { $packed } to { $size }, more than the limit of { $limit } times, as an archive bomb does.
intake-document-large = unpacked it has { $size }, more than the limit of { $limit }.
intake-document-parts = it has { $count } parts inside, more than the limit of { $limit }.
intake-document-entities = “{ $path }” inside declares a document type or entities (<!DOCTYPE>), which no office program writes.
intake-document-unsafe = “{ $path }” inside is encrypted, leads out of the document, occurs twice or shares bytes with another part.
intake-document-damaged = “{ $path }” is damaged, or holds something else than it says. Save it anew with the office program and upload it again.

antivirus-found = The antivirus knows the file “{ $name }” as { $signature }; it was not taken. Check the machine that it comes from.
antivirus-away = The file “{ $name }” could not be checked by the antivirus, so it was not taken. Try again in a few minutes.
cli-clamd = “{ $address }” is not an address of clamd. Give HOST:PORT or the path of its socket, such as 127.0.0.1:3310 or /run/clamav/clamd.ctl.
