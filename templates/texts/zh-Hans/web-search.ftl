# Search, and what files say.
web-menu-search = 搜索
web-search-title = 搜索材料
web-search-words = 找什么
web-search-go = 搜索
web-search-results = 搜索结果
web-search-count = 找到 { $count } 件
web-search-hint = 题名、著录内容、文件名和文件里的文字都找；简体、繁体和转换过的用词一样找得到，一个字也行。几个词用空格隔开。
web-search-page = 第 { $page } 页
web-search-sheet = 工作表“{ $sheet }”
web-search-margin = 页眉、页脚或注释
web-search-scan = 识别自图片
operation-search_evidence = 在题名、著录内容、文件名和文件文字里搜索；只找、只数可以查看的材料
right-searcher = 能查看某个县的人
