# 歸檔：打包、核驗、離線目錄頁。

archive-stopped = 歸檔已停止：{ $fault }。
archive-missing = 找不到檔案「{ $path }」
archive-unreadable = 檔案「{ $path }」無法讀取
archive-wrong-size = 檔案「{ $path }」應為 { $expected } 位元組，實為 { $found } 位元組
archive-wrong-hash = 檔案「{ $path }」已損壞：SHA-256 應為 { $expected }，實為 { $found }
archive-sources = 有 { $count } 個檔案缺失或已變動，未開始歸檔：{ $faults }。
archive-unsafe-path = 路徑「{ $path }」不能安全解包
archive-same-path = 「{ $path }」與「{ $other }」在某些系統上是同一個名稱
archive-output = 歸檔無法繼續寫出：接收方已斷開，或磁碟已滿
archive-pack = 「{ $path }」無法寫入 ZIP
archive-page = 離線目錄頁無法產生

archive-index-facts = 概況
archive-index-documents = 報告與目錄
archive-index-files = 佐證材料
archive-index-total = 檔案數
archive-index-search = 查找
archive-index-search-hint = 題名、檔名、編號、年度、類別
archive-index-found = 找到 { $count } 個檔案
archive-index-none-found = 沒有符合的檔案
archive-index-open-all = 全部展開
archive-index-close-all = 全部收起
archive-index-no-year = 不分年度
archive-index-checks = 每個檔案的完整 SHA-256 見上一級資料夾中的 manifest-sha256.txt，可用任何 BagIt 工具核對。
