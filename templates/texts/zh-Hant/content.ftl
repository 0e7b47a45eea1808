# 解碼、展開之前就拒收的內容。

intake-overlap = 包中的「{ $path }」與其他條目共用數據，疑為壓縮炸彈，整包沒有導入。
intake-picture-large = 圖片「{ $name }」標明有 { $width } × { $height } 像素，展開後 { $size }，超過 { $limit } 的上限，沒有接收。請縮小像素後再上傳。
intake-picture-broken = 圖片「{ $name }」不完整或已損壞，無法顯示，沒有接收。請從相機或掃描儀重新導出。
intake-document = 文件「{ $name }」沒有接收：{ $fault }
intake-document-bomb = 其中的「{ $path }」從 { $packed } 膨脹到 { $size }，超過 { $limit } 倍的上限，疑為壓縮炸彈。
intake-document-large = 展開後有 { $size }，超過 { $limit } 的上限。
intake-document-parts = 內部有 { $count } 個部分，超過 { $limit } 個的上限。
intake-document-entities = 其中的「{ $path }」聲明了文檔類型或實體（<!DOCTYPE>），辦公軟件不會這樣保存。
intake-document-unsafe = 其中的「{ $path }」加了密碼、指向文件之外、重複出現或與其他部分共用數據。
intake-document-damaged = 「{ $path }」已損壞，或內容與所寫的不符。請用辦公軟件重新保存後再上傳。

antivirus-found = 殺毒軟件認出文件「{ $name }」是 { $signature }，沒有接收。請檢查這個文件來自的電腦。
antivirus-away = 殺毒軟件暫時無法檢查文件「{ $name }」，沒有接收。請過幾分鐘再試。
cli-clamd = 「{ $address }」不是 clamd 的地址。請寫 主機:端口，或套接字的路徑，例如 127.0.0.1:3310 或 /run/clamav/clamd.ctl。
