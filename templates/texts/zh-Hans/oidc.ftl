# 用单位已有的登录服务登录（OIDC）。
oidc-log-in = 用单位统一账号登录
oidc-refused = 用单位统一账号登录没有成功，请重试，或用登录名和密码登录。
oidc-half = oidc-issuer 与 oidc-client-id 须同时设置。
oidc-no-public-url = 使用 OIDC 登录须设置 public-url，登录服务要把人送回那里。
oidc-two-secrets = 客户端密钥写了两处：oidc-client-secret 和 oidc-client-secret-file。
oidc-secret-file = 存放客户端密钥的文件 { $path } 读不出：{ $cause }
