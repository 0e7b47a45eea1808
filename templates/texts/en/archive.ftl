# The archive: packing, verifying, the page that opens it.

archive-stopped = The archive was stopped: { $fault }.
archive-missing = the file “{ $path }” is missing
archive-unreadable = the file “{ $path }” cannot be read
archive-wrong-size = the file “{ $path }” should have { $expected } bytes and has { $found }
archive-wrong-hash = the file “{ $path }” is damaged: its SHA-256 should be { $expected } and is { $found }
archive-sources = { $count ->
    [one] One file is missing or has changed, so no archive was begun: { $faults }.
   *[other] { $count } files are missing or have changed, so no archive was begun: { $faults }{ $more ->
        [0] {""}
       *[other] , and { $more } more, which “yingjian verify” lists for the system administrator
    }.
}
archive-unsafe-path = the path “{ $path }” cannot be unpacked safely
archive-same-path = “{ $path }” and “{ $other }” are one name on some systems
archive-output = the archive could not be written on: its receiver is gone, or the disk is full
archive-pack = “{ $path }” could not be put into the ZIP
archive-page = the index page could not be made

archive-index-facts = Overview
archive-index-documents = Reports and catalogues
archive-index-files = Evidence
archive-index-total = Files:
archive-index-search = Search
archive-index-search-hint = Title, file name, code, year, kind
archive-index-found = Files found: { $count }
archive-index-none-found = No file fits
archive-index-open-all = Open all
archive-index-close-all = Close all
archive-index-no-year = Without a year
archive-index-checks = The whole SHA-256 of every file is in manifest-sha256.txt, one folder up; any BagIt tool can check it.
archive-fault-not-readable = { $path } can't be opened.
archive-fault-not-zip = This is not a ZIP file, or it is cut off.
archive-fault-inconsistent-zip = The ZIP's directory and its entries tell different things.
archive-fault-encrypted = { $path } needs a password and can't be checked.
archive-fault-symbolic-link = { $path } is a symbolic link, which an archive must not hold.
archive-fault-special-file = { $path } is neither a file nor a folder.
archive-fault-duplicate-entry = Two entries of the ZIP have one name: { $path }
archive-fault-unsafe-entry = The entry { $path } would be unpacked outside the archive.
archive-fault-bad-name = A name that is not UTF-8: { $path }
archive-fault-unsupported-compression = { $path } is compressed in a way that is not supported.
archive-fault-too-many-entries = There are more than { $limit } entries.
archive-fault-too-many-bytes = Unpacked it has { $bytes } bytes, more than the limit of { $limit }.
archive-fault-bomb = { $path } grows from { $packed } to { $size } bytes, more than { $limit } times.
archive-fault-stray = { $path } lies beside the archive's folder.
archive-fault-file-is-folder = { $path } is both a file and a folder.
archive-fault-missing-declaration = There is no bagit.txt.
archive-fault-declaration-mark = bagit.txt begins with a byte-order mark.
archive-fault-bad-declaration = Line { $line } of bagit.txt is not as it must be: { $text }
archive-fault-unsupported-version = Version { $version } of BagIt is not supported.
archive-fault-unknown-encoding = The encoding { $encoding } is not supported.
archive-fault-missing-payload = There is no data folder.
archive-fault-missing-manifest = There is no payload manifest.
archive-fault-unsupported-algorithm = { $file } uses a checksum that is not supported: { $algorithm }
archive-fault-bad-text = { $file } is not in { $encoding }.
archive-fault-byte-order-mark = { $file } begins with a byte-order mark.
archive-fault-tag-file-too-large = { $file } is larger than { $limit } bytes.
archive-fault-line-too-long = Line { $line } of { $file } is longer than { $limit } bytes.
archive-fault-bad-line = Line { $line } of { $file } is not as it must be: { $text }
archive-fault-duplicate-line = Line { $line } of { $file } lists { $path } again.
archive-fault-unsafe-path = Line { $line } of { $file } leads out of the archive: { $path }
archive-fault-outside-payload = { $file } lists { $path }, which is not payload.
archive-fault-payload-in-tag-manifest = { $file } must not list the payload file { $path }
archive-fault-tag-manifest-listed = { $file } must not list the tag manifest { $path }
archive-fault-manifest-not-listed = { $file } does not list the manifest { $path }
archive-fault-missing-file = { $path } is missing ({ $file } lists it).
archive-fault-not-fetched = { $path } would still have to be fetched from { $address }; the archive is incomplete.
archive-fault-extra-file = { $path } is there and no manifest lists it.
archive-fault-not-in-manifest = { $file } does not list { $path }
archive-fault-equal-names = { $path } and { $other } are one name after normalisation or without case.
archive-fault-wrong-checksum = { $path } is damaged: its { $algorithm } should be { $expected } and is { $found }.
archive-fault-damaged = { $path } can't be read to its end; the file is damaged.
archive-fault-bad-oxum = The Payload-Oxum in { $file } is not as it must be: { $promised }
archive-fault-repeated-oxum = { $file } has more than one Payload-Oxum.
archive-fault-wrong-oxum = The Payload-Oxum in { $file } says { $promised }; there are { $found }.
archive-fault-asterisk = Line { $line } of { $file } has an asterisk before { $path }; it was read as md5sum writes it.
