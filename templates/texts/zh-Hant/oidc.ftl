# 用單位已有的登入服務登入（OIDC）。
oidc-log-in = 用單位統一帳號登入
oidc-refused = 用單位統一帳號登入沒有成功，請重試，或用登入名和密碼登入。
oidc-half = oidc-issuer 與 oidc-client-id 須同時設置。
oidc-no-public-url = 使用 OIDC 登入須設置 public-url，登入服務要把人送回那裡。
oidc-two-secrets = 客戶端密鑰寫了兩處：oidc-client-secret 和 oidc-client-secret-file。
oidc-secret-file = 存放客戶端密鑰的檔案 { $path } 讀不出：{ $cause }
