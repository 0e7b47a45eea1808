# The command line.
cli-file = 文件 { $path } 讀寫失敗：{ $cause }
cli-config = 文件 { $path } 的內容有誤：{ $fault }
cli-output = 結果沒有寫完，請檢查磁盤空間和輸出設備。
cli-county = 代碼
cli-name = 縣（市、區）
cli-composite = 綜合得分
cli-rank = 位次
cli-vetoes = 一票否決
cli-disabled = 已停用
cli-password = 密碼：
cli-password-again = 再輸一遍：
cli-passwords-differ = 兩次輸入的密碼不一樣，沒有改動。
cli-serving = 已啓動，請用瀏覽器打開 { $address } （按 Ctrl+C 停止）
cli-bind = 不能監聽 { $address }：{ $cause }
