# Help inside the program: links to the manual and the tour of the first page.
web-help = Help with this page
tour-title = A quick tour
tour-next = Next
tour-back = Back
tour-skip = Skip the tour
tour-done = Done
tour-again = Take the tour again
tour-home-days = This is how long you have until the inspection. Plan backwards from here.
tour-home-provable = This is the score your evidence can prove, the only one that counts on the day. Your self-assessed score stands beside it; the difference is work you have done but not yet proven.
tour-home-steps = Your next steps, with those that win the most points first. Open one to go straight to the facts or evidence it needs.
tour-home-charts = Four charts show where points are lost, which aspect is weakest and how the last weeks went. Open the figures below any chart to see the numbers.
tour-home-menu = All the pages of your county: items, evidence, bulk import, gap report and archive.
tour-help = Every page has a help link that opens the part of the manual about it (in Chinese). To see this tour again, go to “My account” and choose “Take the tour again”.
tour-matrix-league = Every county’s score and rank. Choose a name to open the county.
tour-matrix-lost = Where all counties lose points alike, so that the city can help them together.
tour-matrix-heat = Every county’s points for every item. Switch the phase and the figure above; choose a cell to open the item, where you review evidence and give points.
