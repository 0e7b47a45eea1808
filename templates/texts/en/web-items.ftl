# Items of the sheet: the list, one item, its facts.
web-items-title = { $county }: items
web-items-show = Show
web-items-all = All items
web-items-gaps = Only items that lose points
web-item = Item
web-item-lost = Why points are lost
web-evidence-count = Evidence
web-bonuses = Bonus items
web-item-lead = Lead unit: { $unit }
web-item-site = Inspected on site
web-item-figures = Score
web-item-midterm = Midterm (provable)
web-spread = { $least } to { $most }
web-item-rule = How it is scored
web-item-needs = Evidence required
web-need-yearly = { $kind }: at least { $count } each year
web-need-once = { $kind }: at least { $count } in the cycle
web-item-cycle = Parts earned once per cycle
web-bonus-rule = { $points ->
        [one] { $points } point { $per }, { $cap } at most; each claim needs evidence.
       *[other] { $points } points { $per }, { $cap } at most; each claim needs evidence.
    }
web-part-state = { $state ->
    [proven] Proven
    [not_proven] Unproven
    [sent_back] Sent back
   *[not_done] Not reached
}
web-missing = { $count } of “{ $kind }” missing
web-missing-year = { $count } of “{ $kind }” missing for { $year }
web-upload = Upload
web-upload-evidence = Upload evidence
web-year = { $year }
web-year-window = { $starts } to { $ends }
web-year-midterm = Counts for the midterm
web-year-result = What it earns, and why
web-year-no-part = This item is not scored by year.
web-year-evidence = Evidence
web-year-no-evidence = No evidence for this year yet.
web-year-all-evidence = Show all { $count } pieces of this year
web-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
web-facts = Facts
web-facts-ticks = Tick everything that was done
web-facts-none = Nothing reported yet.
web-facts-saved = Facts for { $year } saved.
web-facts-refused = { $item } for { $year } was not saved. Please correct the fields marked below.
web-facts-changed-by = { $by }, { $at }
web-facts-theirs = Changed by { $by }, { $at }.
web-save-year = Save { $year }
web-not-applicable = Does not apply this year
web-not-applicable-reason = Why it does not apply
web-not-applicable-hint = For example, there was no such task that year. You also need to upload a “proof of no task”.
web-done = Done
web-not-done = Not done
web-number-wrong = “{ $value }” is not a whole number. Enter digits only, such as 12.
web-part-have = Reported: { $have }
