# The pages of the gap report and the archive.
web-menu-gaps = Gap report
web-menu-archive = Archive
web-download-as = Download { $format }
web-gaps-title = { $county }: gap report
web-gaps-file-name = { $county } { $phase } gap report { $day }
web-gaps-files = Download the gap report
web-gaps-of-full = of { $full }
web-gaps-when-all-proven = When all is proven
web-gaps-when-hint = the score when all work that is done has its evidence
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
web-gaps-have = What is there
web-gaps-due = Due
web-gaps-cycle = Whole cycle
web-gaps-none = No gap matches.
web-archive-title = { $county }: archive
web-archive-lead = All evidence bound by aspect, item and year into one ZIP, with catalogues, labels, score sheets and the gap report, for the inspection.
web-archive-contents = An archive made now would hold
web-archive-pieces = Pieces of evidence
web-archive-files = Files
web-archive-waiting = Of these not reviewed yet
web-archive-sent-back = Sent back, left out
web-archive-gaps = Gaps that remain
web-archive-download = Download the archive
web-archive-holds = What is in it
web-archive-holds-tree = The evidence in folders by aspect, item and year, under its original names; equal names are numbered.
web-archive-holds-papers = Cover, contents of the binder, catalogue of filed documents, spine labels and closing note; score sheets (self-assessed, provable, the city’s); the gap report.
web-archive-holds-page = index.html: unpack and open it with a double click; search and previews work without a network.
web-archive-holds-checks = The SHA-256 of every file (BagIt 1.0), so that anything missing or damaged can be found later.
