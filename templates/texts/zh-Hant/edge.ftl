# 邊界：主機名、代理、限額、過慢的請求。
edge-bad-network = 「{ $value }」不是代理的地址或網段，請寫成 10.0.0.1 或 10.0.0.0/8。
edge-all-trusted = 網段 { $value } 等於誰都相信，請只寫自己代理的地址。
edge-bad-host = 「{ $value }」不是主機名。
edge-bad-public-url = 「{ $value }」不能作對外的網址，請寫成 https://yingjian.example，不帶路徑。
edge-cookies-contradict = 對外的網址 { $url } 與 secure-cookies = { $secure } 互相矛盾，請去掉 secure-cookies。
edge-host-unreadable = 請求沒有用一個 Host 頭說清是給哪台服務器的。
edge-misdirected = 本服務器不應答主機名 { $host }。管理員可用 --public-url 或 --hosts 添加。
edge-slow = 請求來得太慢，已放棄；沒有作任何修改。
edge-many-failures = 您的地址在這一分鐘內登錄失敗超過 { $limit } 次，請 { $seconds } 秒後再試。
edge-many-uploads = 您的賬號在這一分鐘內上傳超過 { $limit } 次，請 { $seconds } 秒後再試。
edge-many-papers = 您的賬號在這一分鐘內生成報告和檔案包超過 { $limit } 次，請 { $seconds } 秒後再試。
edge-title-408 = 來得太慢
edge-title-421 = 不是本服務器
edge-title-429 = 次數過多
status-408 = 請求正文來得太慢
status-421 = Host 頭寫的是別的服務器
status-429 = 這一分鐘內次數過多，何時再來見 Retry-After
