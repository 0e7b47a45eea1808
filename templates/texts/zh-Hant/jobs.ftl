# 後台任務。

job-archive-head = 後台打包
job-archive-lead = 適合較大的歸檔：打包時可以繼續做別的事，完成後在這裡保留一天，下載中斷後可以接著下載。
job-archive-ask = 在後台打包
job-waiting = 等待打包
job-running = 正在打包
job-failed = 沒有打包成功，請檢查材料後重新打包
job-unknown-kind = 未知的任務種類 { $kind }
job-panicked = { $kind } 任務遇到程序故障
job-undecodable = 圖片無法解碼（{ $cause }）
job-damaged = 有 { $count } 個文件缺失或損壞：{ $files }
