blob-too-large = 文件超過 { $limit } MB 的上限，沒有接收。
blob-no-space = 磁盤只剩 { $free } MB，至少要留 { $needed } MB，沒有接收。請系統管理員清理磁盤。
blob-missing = 存儲裡缺少文件 { $hash }。
blob-damaged = 存儲裡的文件 { $hash } 已損壞：內容與校驗值不符。
blob-read-only = 磁盤寫入出過錯，現在只能查看，不能上傳。請系統管理員檢查磁盤後重新啓動。
blob-io = 文件讀寫出錯，什麼都沒有改動。請稍後再試。
