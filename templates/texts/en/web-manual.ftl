# The user manual, which is written in Chinese alone.
web-menu-manual = Manual
web-manual-contents = Contents of the manual
web-manual-next = Next: { $title }
