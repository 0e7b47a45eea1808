# The sample round.
demo-making = 正在 { $path } 中建立示例數據……
demo-opened = 標準、創建週期和賬號已建好。
demo-filed = 已歸集材料 { $done } / { $of }。
demo-judged-midterm = 屆中：已審核、打分並凍結。
demo-judged-final = 終評：已審核、打分。
demo-made = 示例數據已建好，用時 { $seconds } 秒。
demo-log-ins = 賬號、密碼和接口令牌也寫在 { $path }，只有本機當前用戶能讀。
demo-name = 登錄名
demo-password = 密碼
demo-role = 角色
demo-county = 縣
demo-not-empty = 文件夾 { $path } 不是空的，也不是建好的示例數據（沒有可用的 logins.json）。請換一個空文件夾；如果是上次沒有建完的示例數據，請刪除後重試。
demo-io = { $path } 讀寫失敗：{ $cause }
demo-broken = 示例數據沒有建成，這是程序的錯誤：{ $cause }
