# The city's pages and the accounts.
web-matrix-title = All counties
web-rank = Rank
web-figure = Figure
web-level-full = Full
web-level-most = Half or more
web-level-some = Less than half
web-level-none = Nothing
web-veto-short = Veto { $code }
web-accounts-title = Accounts
web-accounts-add = New account
web-accounts-role = Role
web-accounts-county = County
web-accounts-county-hint = Only for county roles.
web-accounts-no-county = No county
web-accounts-add-button = Create account and password
web-accounts-state = State
web-accounts-active = Active
web-accounts-disabled = Disabled
web-accounts-actions = Actions
web-accounts-disable = Disable
web-accounts-enable = Enable
web-accounts-reset = Reset password
web-accounts-of = { $action }: { $name }
web-accounts-self = You cannot disable your own account.
web-accounts-secret-password = New password for { $name }
web-accounts-secret-hint = This is shown only once. Copy it now and hand it over; you can’t see it again after leaving this page.
web-accounts-was-disabled = Account { $name } has been disabled and logged out everywhere.
web-accounts-was-enabled = Account { $name } can log in again.
web-profile-title = My account
web-profile-county = County
web-profile-password = Change password
web-profile-old = Current password
web-profile-new = New password
web-profile-again = Repeat new password
web-profile-save = Change password
web-profile-saved = Your password has been changed.
web-profile-differ = The new passwords don’t match; nothing was changed.
web-profile-wrong-old = The current password is wrong; nothing was changed.
web-menu-decisions = Decisions
web-menu-standard = Scoring sheet
web-decisions-title = { $county }: city decisions
web-decisions-ruled = Decision saved.
web-decisions-frozen = The midterm result has been frozen.
web-frozen-head = Midterm
web-frozen-at = Frozen { $at }; the frozen result counts from then on.
web-frozen-none = Not frozen yet; the result follows today’s facts and evidence.
web-frozen-counts = Frozen result
web-frozen-today = If it were frozen today
web-freeze = Freeze the midterm
web-freeze-hint = This cannot be undone or repeated. Later facts and evidence affect only the final inspection.
web-freeze-sure = Yes, freeze it
web-vetoes = Vetoes
web-veto-is-standing = Applies
web-veto-not-standing = Does not apply
web-veto-establish = Apply
web-veto-lift = Lift
web-ruling-given = { $by }, { $at }: { $reason }
web-reason = Reason
web-bonus-worth = { $points ->
        [one] { $points } point { $per }
       *[other] { $points } points { $per }
    }
web-bonus-cap = at most { $cap }
web-bonus-granted = Granted: { $units }.
web-bonus-grant = Grant
web-bonus-units = Units granted
web-marks = Points from the city’s team
web-mark-points = Points (0 to { $full })
web-mark-give = Give points
web-mark-saved = Points saved.
web-mark-wrong = “{ $value }” is not a valid number of points. Enter one such as 1.25.
web-standard-about = Version { $version }, base total { $total }.
web-standard-contents = Contents
web-standard-points = Points

# Finding counties when there are many
web-matrix-find = Name of a county
web-matrix-shown = { $first } to { $last } of { $of } counties
web-matrix-before = Previous page

# Places, losses in common, the heat map
web-heat = Points by item
web-league = Places
web-league-county = County
web-lost = Lost in all counties alike
web-lost-hint = From today's facts and evidence of the { $of } counties listed: items in which at least three counties in four lose points, most points a county first.
web-lost-each = Lost a county
web-lost-counties = Counties
web-lost-none = There is no item in which all counties lose points.

# The inspectors' queue
web-menu-queue = To review
web-queue-title = Evidence to review
web-queue-count = { $count ->
    [one] 1 piece
   *[other] { $count } pieces
}
web-queue-hint = What has waited longest comes first, and leaves the list when it is reviewed.
web-queue-all = All
web-queue-county = { $county } { $count }
web-queue-waiting = Waiting
web-queue-waits = { $days ->
    [one] 1 day
   *[other] { $days } days
}
web-queue-by = Added by
web-queue-none = Nothing waits for review.
