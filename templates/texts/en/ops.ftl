# Operations.
round-unknown = There is no round { $code }.
county-unknown = There is no county { $code }.
account-name-empty = Enter a name to log in with.
account-name-taken = The name { $name } is already taken.
account-password-short = A password needs at least { $min } characters.
account-county-mismatch = County roles need a county and other roles cannot have one (role: { $role }).
account-log-in-refused = The name or password is wrong, or the account is disabled.
