# Import of a ZIP or a folder: what becomes of each file; the pages; the command.
import-no-item = Neither the folders nor the file name contain an item code, so the program can’t tell where it belongs.
import-no-year = Neither the folders nor the file name contain a year of this round ({ $years }), so the program can’t tell where it belongs.
import-no-kind = The scoring sheet has no such kind of evidence.
import-already = The same file is already filed under this item and year; it is not filed twice.
import-doubled = Same file as “{ $path }” in this package, for the same place; it is not filed twice.
import-not-reached = The import stopped before reaching this file.
import-note-elsewhere = The same file is also filed under { $places }; please check that it is not used twice by mistake.
import-stopped = The import stopped half-way: { $cause } What was imported is saved. Once the problem is fixed, import the same package again and only what is missing will be added.
import-summary = { $all ->
    [one] 1 file
   *[other] { $all } files
}: { $taken } imported, { $already } here before, { $not } not imported; { $skipped } passed over.
import-plan-summary = { $all ->
    [one] 1 file
   *[other] { $all } files
}: { $ready } ready, { $already } here already, { $not } can't be imported; { $skipped } passed over. Nothing was changed.
import-progress = { $done } of { $total } files done
import-path = Path in the package
import-place = Item and year
import-kind = Kind
import-title = Title
import-note = Note
import-state = Outcome
import-open = still to fill in: { $fields }
import-skipped = skipped: { $why }
importstate-ready = ready
importstate-taken = imported
importstate-already = here already
importstate-not_taken = can't be imported
importstage-looking = being checked
importstage-ready = waiting for your decision
importstage-running = importing
importstage-ended = import finished
importstage-failed = not imported
web-menu-import = Bulk import
import-head = Bulk import
import-hint = Sort the files by item code and year, pack them into one ZIP and upload it. You see a preview before anything is imported.
import-zip = ZIP file
import-zip-hint = With folders like A02/2022/, or names like A02-2022-03 Title, item and year are recognised. The ZIP may have up to { $max } MB and no password.
import-look = Upload and preview
import-begun = Your unfinished imports
import-title-of = Import of “{ $name }”
import-back = Import another ZIP
import-wait = You can leave this page; the work continues.
import-refresh = Refresh
import-run = { $count ->
    [one] Import one file
   *[other] Import { $count } files
}
import-cancel = Cancel and delete this ZIP
import-forget = Delete this record
import-files = List of files
import-previous = Previous page
import-skipped-head = Skipped
import-cancelled = Cancelled; the uploaded ZIP has been deleted. Anything imported before is kept.
import-one-zip = Only one ZIP can be uploaded at a time.
import-too-many = You have { $count } unfinished imports. Please finish or cancel them before uploading another.
import-gone = This import no longer exists: it was cancelled, is more than a day old, or the service was restarted. Anything imported is saved; please upload the ZIP again.
import-runs = The import is running and can’t be cancelled.
import-beside = Another import for this county is running; please wait until it has finished.
import-field-open = not filled in
import-broken = Something went wrong and the import did not finish. What was imported is saved; upload the same ZIP again and only what is missing will be added.
import-photo-year = The photo was taken on { $day }, which is outside the year it is filed under ({ $years }); please check.
