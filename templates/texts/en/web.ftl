# Pages: the frame, log-in, a county's home, errors.
web-product = Yingjian
web-foot = Double Support Model City and County assessment: evidence, scores and inspection files
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
web-log-in-hint = Your administrator gives you an account.
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
web-home-title = { $county }: inspection readiness
web-days-left = Time until the inspection
web-days-after = Time since the inspection
web-days-unit = days
web-deadline = Inspection on { $day }
web-composite = Selection score
web-composite-provable = Selection score (provable)
web-composite-claimed = Selection score (self-assessed)
web-composite-city = Selection score (city team)
web-composite-hint = What the evidence proves: { $midterm } midterm + { $final } final
web-claimed-hint = From the facts you reported, with or without evidence
web-city-hint = What the joint inspection team awarded
web-veto-stands = Veto { $code } applies, so the county is not ranked. Reason: { $reason }
web-steps = What to do next
web-steps-hint = Steps that win the most points come first. Open one to report facts or upload evidence.
web-steps-more = { $count } more steps, listed by item
web-steps-none = No gaps: everything you reported is proven and earns full points.
web-aspects = Score by aspect
web-aspect = Aspect
web-bar = Chart
web-legend-provable = Proven
web-legend-claimed = Done, but evidence is missing
web-legend-not-done = Not done, or not reported
web-phases = Midterm and final
web-phase = Phase
web-weight = Weight
web-frozen-on = frozen on { $day }
web-midterm-none = Nothing was reported or filed for the midterm
web-title-400 = Bad request
web-title-401 = Please log in
web-title-403 = You don’t have permission
web-title-404 = Page not found
web-title-405 = That can’t be done here
web-title-409 = Someone else changed this first
web-title-413 = Too large
web-title-415 = Wrong format
web-title-422 = Not saved
web-title-500 = Something went wrong
web-title-503 = Temporarily unavailable
web-error-back = Go to the start page
web-error-status = Status { $status }
web-error-not-logged-in = Please log in first.
web-error-forbidden = Your account doesn’t have permission to do this. If you need it, ask your administrator.
web-error-not-found = This page doesn’t exist, or you don’t have access to it. Check the address, or go back to the start page and follow the menu.
web-error-method = This address doesn’t accept that kind of request. Go back and use the buttons on the page.
web-error-forged = This form has expired and nothing was changed. Go back, reload the page and send it again.
web-error-forged-title = This form has expired
web-error-ended-title = You’re no longer logged in
web-error-ended = You logged out or were away for a long time, so nothing was changed. Facts, uploads and comments that you typed are still in this browser: log in again, and the page puts them back.
web-error-ended-back = Log in again
web-error-media = This address doesn’t accept that format.
web-error-too-large = That is larger than the limit of { $limit } bytes and was not accepted. Split it or make it smaller, then try again.
web-error-broken = Something went wrong on our side; nothing was changed. Please try again in a few minutes. If it happens again, tell your administrator what you were doing and when.
web-request-unreadable = The request was incomplete or malformed, so nothing was done. Go back, reload the page and try again.
web-query-unreadable = The address contains a wrong parameter: { $fault }
web-body-unreadable = The data could not be read: { $fault }
