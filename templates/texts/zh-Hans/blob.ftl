blob-too-large = 文件超过 { $limit } MB 的上限，没有接收。
blob-no-space = 磁盘只剩 { $free } MB，至少要留 { $needed } MB，没有接收。请系统管理员清理磁盘。
blob-missing = 存储里缺少文件 { $hash }。
blob-damaged = 存储里的文件 { $hash } 已损坏：内容与校验值不符。
blob-read-only = 磁盘写入出过错，现在只能查看，不能上传。请系统管理员检查磁盘后重新启动。
blob-io = 文件读写出错，什么都没有改动。请稍后再试。
