# Pages: the frame, log-in, a county's home, errors.
web-product = Yingjian
web-foot = Evaluation of model cities and counties, ready for inspection
web-skip = Skip to content
web-language = Language
web-settings = Language and appearance
web-theme = Appearance
web-menu-main = Main menu
web-menu-of = Pages of { $name }
web-menu-county = County
web-menu-matrix = All counties
web-menu-accounts = Accounts
web-menu-profile = My account
web-menu-home = Home
web-menu-items = Items
web-log-in-title = Log in
web-log-in-hint = Accounts are given out by the administrator.
web-log-in = Log in
web-log-out = Log out
web-account-name = Name
web-account-password = Password
web-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
web-list-comma = { ", " }
web-home-title = { $county }: readiness
web-days-left = Until the inspection
web-days-after = Since the inspection
web-days-unit = days
web-deadline = Inspection on { $day }
web-composite = Selection score
web-composite-provable = Selection score (provable)
web-composite-claimed = Selection score (claimed)
web-composite-city = Selection score (city)
web-composite-hint = What evidence proves: midterm { $midterm } + final { $final }
web-claimed-hint = from what is stated; reached once all missing evidence is there
web-city-hint = What the joint team gave
web-veto-stands = Veto { $code } stands; no place in the ranking. Reason: { $reason }
web-steps = What to do next
web-steps-hint = Follow one to state facts or upload evidence.
web-steps-more = { $count } more in the gap report
web-steps-none = No gaps: all that is stated is proven and earns full points.
web-aspects = Score by aspect
web-aspect = Aspect
web-bar = Chart
web-legend-provable = Proven
web-legend-claimed = Done, evidence missing
web-legend-not-done = Not done or not stated
web-phases = Midterm and final
web-phase = Phase
web-weight = Weight
web-frozen-on = frozen on { $day }
web-midterm-none = Nothing was stated or filed for the midterm
web-title-400 = Bad request
web-title-401 = Log-in needed
web-title-403 = No permission
web-title-404 = Not found
web-title-405 = Not possible here
web-title-409 = Changed by somebody else
web-title-413 = Too large
web-title-415 = Wrong format
web-title-422 = Not saved
web-title-500 = Something broke
web-title-503 = Not available now
web-error-back = Back to the start
web-error-status = Status { $status }
web-error-not-logged-in = Please log in first.
web-error-forbidden = Your account may not do this. Ask the administrator if you need it.
web-error-not-found = There is no such page, or it is not yours to see. Please check the address.
web-error-method = This address does not take that method.
web-error-forged = This form is no longer valid; nothing was changed. Go back, reload the page and send it again.
web-error-media = What was sent is not in a format that this address takes.
web-error-too-large = What was sent is over the limit of { $limit } bytes and was not taken.
web-error-broken = Something broke; nothing was changed. Please try again later, then ask the administrator.
web-request-unreadable = What was sent is incomplete or malformed and was not handled.
web-query-unreadable = The address has wrong parameters: { $fault }
web-body-unreadable = What was sent can't be read: { $fault }
