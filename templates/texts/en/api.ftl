# The API: what programs are told, and the page that describes it.
api-title-412 = Changed by somebody else
api-title-416 = No such range
api-title-428 = The version is missing
api-precondition-required = There is something here already. Read it first and send its ETag as If-Match, so that nobody's change is overwritten.
api-range = The file has { $size } bytes; the range asked for is not among them.
api-json-broken = The body is not complete JSON: fault at line { $line }, character { $column }.
api-json-shape = The JSON of the body has another shape than asked for: line { $line }, character { $column }: { $fault }.
api-query-number = The parameter { $name } has to be a whole number; “{ $value }” came.
api-query-choice = The parameter { $name } has to be one of { $known }; “{ $value }” came.
api-part-not-file = Files belong into parts named file; the part “{ $name }” takes none.
api-many-parts = An upload has at most { $limit } parts besides its files.
api-field-twice = The catalogue field “{ $field }” appears twice.
api-year-unreadable = “{ $value }” is no year; write it as 2023.
api-facts-none = Nothing was stated of the item { $item } in { $year } yet.
