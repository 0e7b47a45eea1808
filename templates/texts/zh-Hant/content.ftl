# 解碼、展開之前就拒收的內容。

intake-overlap = 包中的「{ $path }」與其他條目共用資料，疑為壓縮炸彈，整包沒有匯入。
intake-picture-large = 圖片「{ $name }」標明有 { $width } × { $height } 像素，展開後 { $size }，超過 { $limit } 的上限，沒有接收。請縮小像素後再上傳。
intake-picture-broken = 圖片「{ $name }」不完整或已損壞，無法顯示，沒有接收。請從相機或掃描儀重新匯出。
intake-document = 檔案「{ $name }」沒有接收：{ $fault }
intake-document-bomb = 其中的「{ $path }」從 { $packed } 膨脹到 { $size }，超過 { $limit } 倍的上限，疑為壓縮炸彈。
intake-document-large = 展開後有 { $size }，超過 { $limit } 的上限。
intake-document-parts = 內部有 { $count } 個部分，超過 { $limit } 個的上限。
intake-document-entities = 其中的「{ $path }」聲明了文件類型或實體（<!DOCTYPE>），辦公軟體不會這樣儲存。
intake-document-unsafe = 其中的「{ $path }」加了密碼、指向檔案之外、重複出現或與其他部分共用資料。
intake-document-damaged = 「{ $path }」已損壞，或內容與所寫的不符。請用辦公軟體重新儲存後再上傳。

antivirus-found = 防毒軟體認出檔案「{ $name }」是 { $signature }，沒有接收。請檢查這個檔案來自的電腦。
antivirus-away = 防毒軟體暫時無法檢查檔案「{ $name }」，沒有接收。請過幾分鐘再試。
cli-clamd = 「{ $address }」不是 clamd 的位址。請寫 主機:連接埠，或通訊端的路徑，例如 127.0.0.1:3310 或 /run/clamav/clamd.ctl。
