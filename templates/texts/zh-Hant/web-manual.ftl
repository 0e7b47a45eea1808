# The user manual, which is written in Chinese alone.
web-menu-manual = 使用手冊
web-manual-contents = 手冊目錄
web-manual-next = 下一章：{ $title }
