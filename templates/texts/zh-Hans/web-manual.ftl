# The user manual, which is written in Chinese alone.
web-menu-manual = 使用手册
web-manual-contents = 手册目录
web-manual-next = 下一章：{ $title }
