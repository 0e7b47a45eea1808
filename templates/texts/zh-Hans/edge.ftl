# 边界：主机名、代理、限额、过慢的请求。
edge-bad-network = “{ $value }”不是代理的地址或网段，请写成 10.0.0.1 或 10.0.0.0/8。
edge-all-trusted = 网段 { $value } 等于谁都相信，请只写自己代理的地址。
edge-bad-host = “{ $value }”不是主机名。
edge-bad-public-url = “{ $value }”不能作对外的网址，请写成 https://yingjian.example，不带路径。
edge-cookies-contradict = 对外的网址 { $url } 与 secure-cookies = { $secure } 互相矛盾，请去掉 secure-cookies。
edge-host-unreadable = 请求没有用一个 Host 头说清是给哪台服务器的。
edge-misdirected = 本服务器不应答主机名 { $host }。管理员可用 --public-url 或 --hosts 添加。
edge-slow = 请求来得太慢，已放弃；没有作任何修改。
edge-many-failures = 您的地址在这一分钟内登录失败超过 { $limit } 次，请 { $seconds } 秒后再试。
edge-many-uploads = 您的账号在这一分钟内上传超过 { $limit } 次，请 { $seconds } 秒后再试。
edge-many-papers = 您的账号在这一分钟内生成报告和档案包超过 { $limit } 次，请 { $seconds } 秒后再试。
edge-title-408 = 来得太慢
edge-title-421 = 不是本服务器
edge-title-429 = 次数过多
status-408 = 请求正文来得太慢
status-421 = Host 头写的是别的服务器
status-429 = 这一分钟内次数过多，何时再来见 Retry-After
