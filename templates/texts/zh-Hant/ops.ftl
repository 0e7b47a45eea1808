# Operations.
round-unknown = 沒有編號爲 { $code } 的創建週期。
county-unknown = 沒有代碼爲 { $code } 的縣（市、區）。
account-name-empty = 請填寫登錄名。
account-name-taken = 登錄名 { $name } 已經有人使用。
account-password-short = 密碼至少要 { $min } 個字符。
account-county-mismatch = 縣級角色必須指定所屬的縣，其他角色不能指定（角色：{ $role }）。
account-log-in-refused = 登錄名或密碼不對，或者賬號已停用。
