# The archive: packing, verifying, the page that opens it.

archive-stopped = The archive was stopped: { $fault }.
archive-missing = the file “{ $path }” is missing
archive-unreadable = the file “{ $path }” cannot be read
archive-wrong-size = the file “{ $path }” should have { $expected } bytes and has { $found }
archive-wrong-hash = the file “{ $path }” is damaged: its SHA-256 should be { $expected } and is { $found }
archive-sources = { $count ->
    [one] One file is missing or has changed, so no archive was begun: { $faults }.
   *[other] { $count } files are missing or have changed, so no archive was begun: { $faults }.
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
