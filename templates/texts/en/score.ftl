# Facts, what rules need and what is there.
field-done = clauses
field-count = count
field-numerator = numerator
field-denominator = denominator
field-checked = number checked
field-passed = number passed
field-incidents = incidents
facts-negative = The { $field } cannot be negative; it is { $value }.
facts-zero-denominator = The denominator cannot be 0. If there was no task this year, mark the item as not applicable and give the reason.
facts-wrong-field = This item does not take: { $field }. It takes: { $taken }.
facts-wrong-ticks = This item has { $expected } clauses, but { $found } were given.
facts-half-stated = Give both figures together: { $one } and { $other }.
facts-more-passed = { $passed } passed, but only { $checked } were checked.
facts-reason-missing = Please say why it does not apply.
facts-year-outside = { $year } is outside this round, whose years are { $years }.
facts-unknown-item = The scoring sheet has no item { $item }.
need-clause = { $text }
need-count = { $text }: at least { $min }
need-ratio = { $numerator } out of { $denominator }: { $target }
need-sample = { $ratio }, confirmed by a sample: { $sample }
need-no-incident = No case of: { $text }
need-together = All of: { $conditions }
have-nothing = Nothing reported
have-done = Done
have-not-done = Not done
have-count = { $count }
have-ratio = { $numerator } / { $denominator }, { $ratio }
have-sample = { $ratio }; { $passed } of { $checked } checked passed
have-incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
have-excused = Not applicable: { $reason }
have-conditions = { $held } of { $all } conditions met
have-short-years = Not met in: { $years }
facts-changed = Someone else changed this item while you were editing. Your version was not saved; compare it with the latest one and save again.
facts-faults = { $item } for { $year } was not saved. { $faults }
explain-full = All { $full } points, every one of them proven.
explain-part = { $provable } of { $full } points can be proven. { $losses }
explain-not-done = { $points ->
        [one] { $when }: { $need }; reported: “{ $have }”; { $points } point short
       *[other] { $when }: { $need }; reported: “{ $have }”; { $points } points short
    }
explain-not-proven = { $points ->
        [one] { $when }: “{ $need }” is done, but { $missing } is missing; { $points } point short
       *[other] { $when }: “{ $need }” is done, but { $missing } is missing; { $points } points short
    }
explain-sent-back = { $points ->
        [one] { $when }: the evidence for “{ $need }” was sent back, leaving { $missing }; { $points } point short
       *[other] { $when }: the evidence for “{ $need }” was sent back, leaving { $missing }; { $points } points short
    }
explain-missing = { $kind } ({ $have } of { $min })
explain-year = { $year }
explain-cycle = whole cycle
