# 接收：文件種類、導入包、照片。

intake-empty = 文件「{ $name }」是空的（0 字節），沒有接收。
intake-not-taken = 文件「{ $name }」的內容是{ $found }，不能接收。可以接收的有：{ $taken }。
intake-locked = 文件「{ $name }」設有打開密碼，檢查組無法查看，沒有接收。請去掉密碼後再上傳。
intake-found-unknown = 無法識別的數據
intake-found-text = 純文本
intake-found-web-page = 網頁（{ $format }）
intake-found-script = 腳本（{ $format }）
intake-found-program = 程序（{ $format }）
intake-found-archive = 壓縮包（{ $format }）
intake-found-picture = 其他格式的圖片（{ $format }）
intake-found-sound = 錄音（{ $format }）
intake-found-film = 其他格式的視頻（{ $format }）
intake-found-other = 其他格式的文件（{ $format }）
intake-not-zip = 「{ $name }」不是 ZIP 文件，或者文件不完整，什麼都沒有導入。
intake-not-folder = 「{ $path }」不是文件夾，什麼都沒有導入。
intake-unsafe-path = 包中的路徑「{ $path }」不安全（含有 ..、絕對路徑、盤符或反斜槓），整包沒有導入。
intake-long-path = 包中的路徑「{ $path }…」有 { $length } 字節，超過 { $limit } 字節的上限，整包沒有導入。
intake-same-path = 包中有兩個文件都叫「{ $path }」，整包沒有導入。
intake-bad-name = 包中第 { $number } 個條目的名稱（「{ $path }」）既不是 UTF-8 也不是 GBK 編碼，整包沒有導入。
intake-encrypted = 包中的「{ $path }」加了密碼，整包沒有導入。請去掉密碼後重新打包。
intake-method = 包中的「{ $path }」使用了 { $method } 壓縮方式，無法讀取，整包沒有導入。請用普通 ZIP 重新打包。
intake-too-many-entries = 包中有 { $count } 個條目，超過 { $limit } 個的上限，整包沒有導入。
intake-file-too-large = 包中的「{ $path }」有 { $size }，超過單個文件 { $limit } 的上限，整包沒有導入。
intake-too-many-bytes = 包中的文件共 { $size }，超過 { $limit } 的上限，整包沒有導入。
intake-bomb = 「{ $path }」從 { $packed } 膨脹到 { $size }，超過 { $limit } 倍的上限，疑為壓縮炸彈，整包沒有導入。
intake-more-than-said = 包中的「{ $path }」實際內容比所寫的 { $said } 多，沒有接收。
intake-damaged = 包中的「{ $path }」已損壞，讀不完整，沒有接收。
intake-unreadable = 無法讀取「{ $path }」。

intake-note-year-differs = 名稱或文件夾寫的是 { $stated } 年度，但日期{ $day }屬於 { $year } 年度，已按日期歸入 { $year } 年度。
intake-note-folder-year = 文件夾寫的是 { $folder } 年度，名稱寫的是 { $name } 年度，已按名稱歸入。
intake-note-year-outside = { $year } 年不在本輪考評年度之內。
intake-note-day-outside = 日期 { $day } 不在本輪任何考評年度之內。
intake-note-item-differs = 路徑中還寫有 { $others }，已按最靠近文件的編號歸入 { $items }。
intake-note-unknown-code = 考評標準中沒有編號 { $code }。
intake-large-directory = 包的目錄有 { $size }，超過 { $limit } 的上限，整包沒有導入。

intake-skip-system = 系統文件或隱藏文件
intake-skip-link = 鏈接
intake-skip-special = 不是普通文件
