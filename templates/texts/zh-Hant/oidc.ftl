# 用單位已有的登入服務登入（OIDC）。
oidc-log-in = 用單位統一賬號登錄
oidc-refused = 用單位統一賬號登錄沒有成功，請重試，或用登錄名和密碼登錄。
oidc-half = oidc-issuer 與 oidc-client-id 須同時設置。
oidc-no-public-url = 使用 OIDC 登錄須設置 public-url，登錄服務要把人送回那裡。
oidc-two-secrets = 客戶端密鑰寫了兩處：oidc-client-secret 和 oidc-client-secret-file。
oidc-secret-file = 存放客戶端密鑰的文件 { $path } 讀不出：{ $cause }
