# Three-way match: figures of one fact side by side.
web-menu-match = Three-way match
web-match-title = { $county }: three-way match
web-match-lead = Figures of one fact as stated, in written reports, in site introductions and in rosters, side by side. Approximate figures are compared by what they can mean: “over 30,000” agrees with 31,200.
web-match-none = No figures to compare were found in reports, site introductions or rosters yet.
web-match-none-differ = No figures differ.
web-match-fact = Fact
web-match-stated = Stated
web-match-report = Written report
web-match-site = Site introduction
web-match-roster = Roster
web-match-differs = Differs
web-match-agrees = Agrees
web-match-cycle = Whole cycle
web-match-not-stated = Not stated
web-match-show = Show
web-match-all = All { $count }
web-match-differing = Only what differs { $count }
