# Operations.
round-unknown = 没有编号为 { $code } 的创建周期。
county-unknown = 没有代码为 { $code } 的县（市、区）。
account-name-empty = 请填写登录名。
account-name-taken = 登录名 { $name } 已经有人使用。
account-password-short = 密码至少要 { $min } 个字符。
account-county-mismatch = 县级角色必须指定所属的县，其他角色不能指定（角色：{ $role }）。
account-log-in-refused = 登录名或密码不对，或者账号已停用。
