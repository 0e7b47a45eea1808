# Search, and what files say.
web-menu-search = 搜索
web-search-title = 搜索材料
web-search-words = 找什麼
web-search-go = 搜索
web-search-results = 搜索結果
web-search-count = 找到 { $count } 件
web-search-hint = 題名、著錄內容、文件名和文件裡的文字都找；簡體、繁體和轉換過的用詞一樣找得到，一個字也行。幾個詞用空格隔開。
web-search-page = 第 { $page } 頁
web-search-sheet = 工作表「{ $sheet }」
web-search-margin = 頁眉、頁腳或註釋
web-search-scan = 識別自圖片
operation-search_evidence = 在題名、著錄內容、文件名和文件文字裡搜索；只找、只數可以查看的材料
right-searcher = 能查看某個縣的人
