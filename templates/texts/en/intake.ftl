# Intake: kinds of files, packages to import, photos.

intake-empty = The file “{ $name }” is empty (0 bytes) and was not accepted.
intake-not-taken = The content of “{ $name }” is { $found }, which is not accepted. Accepted are: { $taken }.
intake-locked = The file “{ $name }” needs a password, so inspectors could not read it; it was not accepted. Remove the password and upload it again.
intake-found-unknown = data of an unknown kind
intake-found-text = plain text
intake-found-web-page = a web page ({ $format })
intake-found-script = a script ({ $format })
intake-found-program = a program ({ $format })
intake-found-archive = an archive ({ $format })
intake-found-picture = a picture of another format ({ $format })
intake-found-sound = a sound recording ({ $format })
intake-found-film = a film of another format ({ $format })
intake-found-other = a file of another format ({ $format })
intake-not-zip = “{ $name }” is not a ZIP file, or not a whole one. Nothing was imported.
intake-not-folder = “{ $path }” is not a folder. Nothing was imported.
intake-unsafe-path = The path “{ $path }” in the package is not safe (it has .., an absolute path, a drive letter or a backslash). Nothing was imported.
intake-long-path = The path “{ $path }…” in the package has { $length } bytes, more than the limit of { $limit }. Nothing was imported.
intake-same-path = Two files in the package are called “{ $path }”. Nothing was imported.
intake-bad-name = The name of entry { $number } in the package (“{ $path }”) is neither UTF-8 nor GBK. Nothing was imported.
intake-encrypted = “{ $path }” in the package is encrypted. Nothing was imported. Pack it again without a password.
intake-method = “{ $path }” in the package is compressed by { $method }, which cannot be read. Nothing was imported. Pack it again as an ordinary ZIP.
intake-too-many-entries = The package has { $count } entries, more than the limit of { $limit }. Nothing was imported.
intake-file-too-large = “{ $path }” in the package has { $size }, more than the limit of { $limit } a file. Nothing was imported.
intake-too-many-bytes = The files in the package have { $size } together, more than the limit of { $limit }. Nothing was imported.
intake-bomb = “{ $path }” swells from { $packed } to { $size }, more than the limit of { $limit } times, as an archive bomb does. Nothing was imported.
intake-more-than-said = “{ $path }” in the package has more than the { $said } that it says, and was not taken.
intake-damaged = “{ $path }” in the package is damaged and cannot be read to its end; it was not taken.
intake-unreadable = “{ $path }” cannot be read.

intake-note-year-differs = The name or folder says { $stated }, but the date { $day } lies in the assessment year { $year }, which is proposed.
intake-note-folder-year = The folder says { $folder } and the name says { $name }; the name’s year is proposed.
intake-note-year-outside = { $year } is not an assessment year of this round.
intake-note-day-outside = The day { $day } lies in no assessment year of this round.
intake-note-item-differs = The path also names { $others }; { $items }, which stands nearest to the file, is proposed.
intake-note-unknown-code = The scoring sheet has no code { $code }.
intake-large-directory = The directory of the package has { $size }, more than the limit of { $limit }. Nothing was imported.

intake-skip-system = left by a system, or hidden
intake-skip-link = a link
intake-skip-special = not an ordinary file
