# 后台任务。

job-archive-head = 后台打包
job-archive-lead = 适合较大的归档：打包时可以继续做别的事，完成后在这里保留一天，下载中断后可以接着下载。
job-archive-ask = 在后台打包
job-waiting = 等待打包
job-running = 正在打包
job-failed = 没有打包成功，请检查材料后重新打包
job-unknown-kind = 未知的任务种类 { $kind }
job-panicked = { $kind } 任务遇到程序故障
job-undecodable = 图片无法解码（{ $cause }）
job-damaged = 有 { $count } 个文件缺失或损坏：{ $files }
