# The command line.
cli-file = 文件 { $path } 读写失败：{ $cause }
cli-config = 文件 { $path } 的内容有误：{ $fault }
cli-output = 结果没有写完，请检查磁盘空间和输出设备。
cli-county = 代码
cli-name = 县（市、区）
cli-composite = 综合得分
cli-rank = 位次
cli-vetoes = 一票否决
cli-disabled = 已停用
cli-password = 密码：
cli-password-again = 再输一遍：
cli-passwords-differ = 两次输入的密码不一样，没有改动。
cli-serving = 已启动，请用浏览器打开 { $address } （按 Ctrl+C 停止）
cli-bind = 不能监听 { $address }：{ $cause }
