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
web-search-at-most = At most { $count } pieces; they are too many or too long to compare each with the question, so another word helps
web-search-none = Try a shorter word or fewer conditions. The text of files that were just uploaded takes a few minutes to be read.
web-search-hint = Titles, catalogue fields, file names and the text of files are searched. Simplified, traditional and converted words are found alike, and a single character will do. Put a space between words.
web-search-page = page { $page }
web-search-sheet = worksheet “{ $sheet }”
web-search-margin = header, footer or note
web-search-scan = recognised in a picture
operation-search_evidence = Searches titles, catalogue fields, file names and the text of files; finds and counts only what the asker may read
right-searcher = Those who may read some county
text-of-file = Text of the file
text-show = Show the text
text-from-scan = This text was recognised in pictures and may have mistakes; the file itself counts.
text-soon = The text of this file is being read; look again in a moment.
text-scanning = This file is a scan. Its pages are being looked at for words, which takes some minutes.
text-none = The file holds no text that can be read.
text-no-scanner = This file is a scan without text, and the server has no program that recognises words in pictures (tesseract).
text-damaged = The file is damaged; no text could be read.
text-locked = The file is locked with a password; no text could be read.
text-too-much = The file is too large or too complicated; no text was read.
