# A county's home: next steps, what was sent back, what is due, lead units.
order-points = Most points first
order-effort = Easiest first
web-composite-full = Selection score, full
web-full-hint = all of it done, all of it proven
web-steps-order = Order
web-effort-pieces = { $count ->
    [one] 1 piece of evidence to add
   *[other] { $count } pieces of evidence to add
}
web-effort-work = { $count ->
    [0] to be done or stated
    [one] to be done or stated, then 1 piece of evidence
   *[other] to be done or stated, then { $count } pieces of evidence
}
web-back = Sent back
web-back-all = Show all that was sent back
web-back-none = Nothing was sent back.
web-due = Due next
web-due-hint = Items that still have gaps, in the order of their due days.
web-due-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
web-due-today = due today
web-due-in = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
web-due-none = There are no gaps, so nothing is due.
web-units = Lead units
web-units-items = Items with gaps
web-units-late = Items late
web-units-next = Next due day
web-unit-none = No unit named
