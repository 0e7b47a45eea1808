# The sample round.
demo-making = 正在 { $path } 中建立示例数据……
demo-opened = 标准、创建周期和账号已建好。
demo-filed = 已归集材料 { $done } / { $of }。
demo-judged-midterm = 届中：已审核、打分并冻结。
demo-judged-final = 终评：已审核、打分。
demo-made = 示例数据已建好，用时 { $seconds } 秒。
demo-log-ins = 账号、密码和接口令牌也写在 { $path }，只有本机当前用户能读。
demo-name = 登录名
demo-password = 密码
demo-role = 角色
demo-county = 县
demo-not-empty = 文件夹 { $path } 不是空的，也不是建好的示例数据（没有可用的 logins.json）。请换一个空文件夹；如果是上次没有建完的示例数据，请删除后重试。
demo-io = { $path } 读写失败：{ $cause }
demo-broken = 示例数据没有建成，这是程序的错误：{ $cause }
