# The sample round.
demo-making = Making sample data in { $path } …
demo-opened = Sheet, round and accounts are there.
demo-filed = Filed { $done } of { $of } pieces of evidence.
demo-judged-midterm = Midterm: reviewed, marked and frozen.
demo-judged-final = Final: reviewed and marked.
demo-made = The sample data was made in { $seconds } seconds.
demo-log-ins = Names, passwords and API tokens are also in { $path }, which only you can read.
demo-name = Log-in
demo-password = Password
demo-role = Role
demo-county = County
demo-not-empty = The folder { $path } is neither empty nor finished sample data (it has no usable logins.json). Choose an empty folder; if it is sample data whose making was cut short, delete it and try again.
demo-io = { $path } can't be read or written: { $cause }
demo-broken = The sample data could not be made; this is a fault of the program: { $cause }
