# Names inside an archive.
binding-file-name = { $county } { $phase } evidence { $day }
binding-evidence = Evidence
binding-bonus = Bonus items
binding-other = Other
binding-same = same as { $code }
binding-original-name = original name: { $name }
binding-folder-catalogue = Catalogues
binding-folder-scores = Scores
binding-cover = Cover
binding-inner = Contents of the binder
binding-filing = Catalogue of filed documents
binding-spine = Spine labels
binding-note = Note on the binder
binding-claimed = Self-assessed score
binding-provable = Provable score
binding-city = Score given by the city
binding-gaps = Gap report
