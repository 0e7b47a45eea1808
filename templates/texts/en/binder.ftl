# The papers of a bound archive: cover, catalogues, spine labels, closing note, score sheets.
binder-order = No.
binder-code = Binder code
binder-doc-no = Document no.
binder-responsible = Responsible body
binder-title = Title
binder-date = Date
binder-page-number = Page
binder-pages = Pages
binder-remark = Remarks
binder-secrecy = Secrecy
binder-file-number = File number
binder-inner-title = { $county }: contents of the inspection binder
binder-filing-title = { $county }: catalogue of filed documents
binder-filing-name = Filed documents
binder-cover-title = { $county }: evidence for the Double Support Model City (County) inspection
binder-county = County
binder-fonds = Fonds number
binder-round = Round
binder-phase = Phase
binder-pieces = Evidence
binder-files = Files
binder-piece-count = { $count } { $count ->
    [one] piece
   *[other] pieces
}
binder-file-count = { $count } { $count ->
    [one] file
   *[other] files
}
binder-bound-on = Bound on
binder-spine-title = { $county }: spine labels
binder-spine-name = Spine labels
binder-box = Box
binder-year = Year
binder-retention = Retention
binder-subject = Body (subject)
binder-first = First piece
binder-last = Last piece
binder-note-title = { $county }: note on the binder
binder-note-about = About this binder
binder-note-situation = The binder holds { $pieces } pieces of evidence in { $files } files; a piece filed under several items is placed under each. { $waiting } of them are not reviewed yet. { $sent_back } pieces were sent back and are not in it. The gap report, in the folder of scores, lists { $gaps } gaps.
binder-note-signatures = Signatures
binder-note-hand = Task
binder-note-name = Signature
binder-note-arranged = Arranged by
binder-note-checked = Checked by
binder-blank-day = { $year } ____ ____
binder-score-title-full = { $county }: full points
binder-score-title-claimed = { $county }: self-assessed score
binder-score-title-provable = { $county }: provable score
binder-score-title-city = { $county }: the city's score
binder-score-not-given = not given yet
binder-score-base = Base (scaled to 100)
binder-score-bonus = Bonus
binder-score-total = Total
binder-score-items = 1. Items
binder-score-items-name = Items
binder-score-bonuses = 2. Bonus items
binder-score-bonuses-name = Bonus items
binder-score-why = Why
