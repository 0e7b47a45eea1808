# Search, and what files say.
web-menu-search = Search
web-search-title = Search evidence
web-search-words = Look for
web-search-go = Search
web-search-results = Search results
web-search-count = { $count ->
    [one] { $count } piece found
   *[other] { $count } pieces found
}
web-search-hint = Titles, catalogue fields, file names and the text of files are searched. Simplified, traditional and converted words are found alike, and a single character will do. Put a space between words.
web-search-page = page { $page }
web-search-sheet = worksheet “{ $sheet }”
web-search-margin = header, footer or note
web-search-scan = recognised in a picture
operation-search_evidence = Searches titles, catalogue fields, file names and the text of files; finds and counts only what the asker may read
right-searcher = Those who may read some county
