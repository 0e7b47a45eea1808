# The command line.
cli-file = The file { $path } could not be read or written: { $cause }
cli-config = The file { $path } has a fault: { $fault }
cli-output = The result could not be written whole; please check the disk and the output.
cli-county = Code
cli-name = County
cli-composite = Composite
cli-rank = Place
cli-vetoes = Vetoes
cli-disabled = disabled
cli-password = Password:{" "}
cli-password-again = Once more:{" "}
cli-passwords-differ = The two passwords differ; nothing was changed.
cli-serving = Ready: open { $address } in a browser (Ctrl+C stops it)
cli-waiting-for-database = Waiting for the database, at most { $seconds } seconds: { $cause }
cli-bind = Can't listen on { $address }: { $cause }
cli-standard-right = No problems: { $id }, version { $version }; { $aspects } aspects, { $items } items, { $vetoes } vetoes, { $bonuses } bonus items, { $total } points in all.
cli-standard-taken = Taken: { $id }, version { $version }; { $aspects } aspects, { $items } items, { $vetoes } vetoes, { $bonuses } bonus items, { $total } points in all.
cli-standard-problems = Problems: { $count }.
cli-standard-format = The name of { $path } must end in .toml or .xlsx.
cli-standard-differs = What version { $new } changes in version { $version }:
cli-output-needed = This format goes into a file: add -o FILE.
cli-format-unknown = Which format is meant can't be told: add --format, one of { $known }
cli-archive-progress = { $percent }% written
cli-archive-done = Archive written: { $path } ({ $files } files)
cli-archive-valid = Valid: BagIt { $version }, { $files } files, { $bytes } bytes.
cli-archive-invalid = Not valid, { $count } { $count ->
    [one] fault
   *[other] faults
}:
