# The pages of the gap report and the archive.
web-menu-gaps = Gap report
web-menu-archive = Archive
web-download-as = Download { $format }
web-gaps-title = { $county }: gap report
web-gaps-file-name = { $county } { $phase } gap report { $day }
web-gaps-files = Download the gap report
web-gaps-of-full = of { $full }
web-gaps-when-all-proven = If everything is proven
web-gaps-when-hint = your score once everything that was done has its evidence
web-gaps-count = { $count } { $count ->
    [one] gap
   *[other] gaps
}
web-gaps-cause = Cause
web-gaps-year = Year
web-gaps-unit = Lead unit
web-gaps-all = All
web-gaps-narrow = Filter
web-gaps-list = Gaps
web-gaps-points = To win
web-gaps-need = What is needed
web-gaps-have = What you have
web-gaps-due = Due
web-gaps-cycle = Whole cycle
web-gaps-none = No gap matches these filters.
web-gaps-whole = Show all { $count }
web-archive-title = { $county }: archive
web-archive-lead = All evidence, bound by aspect, item and year into one ZIP for the inspection, with catalogues, labels, score sheets and the gap report.
web-archive-contents = An archive made now would contain
web-archive-pieces = Pieces of evidence
web-archive-files = Files
web-archive-waiting = Of these, not yet reviewed
web-archive-sent-back = Sent back, left out
web-archive-gaps = Gaps remaining
web-archive-download = Download the archive
web-archive-holds = What it contains
web-archive-holds-tree = The evidence in folders by aspect, item and year, under its original names; equal names are numbered.
web-archive-holds-papers = Cover, contents of the binder, catalogue of filed documents, spine labels and closing note; score sheets (self-assessed, provable, the city’s); the gap report.
web-archive-holds-page = index.html: unpack and open it with a double click; search and previews work without a network.
web-archive-holds-checks = The SHA-256 of every file (BagIt 1.0), so that anything missing or damaged can be found later.
web-matrix-file-name = All counties { $phase } { $day }
web-matrix-files = Download the table of all counties
