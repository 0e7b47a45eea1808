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
cli-bind = Can't listen on { $address }: { $cause }
