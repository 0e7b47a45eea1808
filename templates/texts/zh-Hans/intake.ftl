# 接收：文件种类、导入包、照片。

intake-empty = 文件“{ $name }”是空的（0 字节），没有接收。
intake-not-taken = 文件“{ $name }”的内容是{ $found }，不能接收。可以接收的有：{ $taken }。
intake-locked = 文件“{ $name }”设有打开密码，检查组无法查看，没有接收。请去掉密码后再上传。
intake-found-unknown = 无法识别的数据
intake-found-text = 纯文本
intake-found-web-page = 网页（{ $format }）
intake-found-script = 脚本（{ $format }）
intake-found-program = 程序（{ $format }）
intake-found-archive = 压缩包（{ $format }）
intake-found-picture = 其他格式的图片（{ $format }）
intake-found-sound = 录音（{ $format }）
intake-found-film = 其他格式的视频（{ $format }）
intake-found-other = 其他格式的文件（{ $format }）
intake-not-zip = “{ $name }”不是 ZIP 文件，或者文件不完整，什么都没有导入。
intake-not-folder = “{ $path }”不是文件夹，什么都没有导入。
intake-unsafe-path = 包中的路径“{ $path }”不安全（含有 ..、绝对路径、盘符或反斜杠），整包没有导入。
intake-long-path = 包中的路径“{ $path }…”有 { $length } 字节，超过 { $limit } 字节的上限，整包没有导入。
intake-same-path = 包中有两个文件都叫“{ $path }”，整包没有导入。
intake-bad-name = 包中第 { $number } 个条目的名称（“{ $path }”）既不是 UTF-8 也不是 GBK 编码，整包没有导入。
intake-encrypted = 包中的“{ $path }”加了密码，整包没有导入。请去掉密码后重新打包。
intake-method = 包中的“{ $path }”使用了 { $method } 压缩方式，无法读取，整包没有导入。请用普通 ZIP 重新打包。
intake-too-many-entries = 包中有 { $count } 个条目，超过 { $limit } 个的上限，整包没有导入。
intake-file-too-large = 包中的“{ $path }”有 { $size }，超过单个文件 { $limit } 的上限，整包没有导入。
intake-too-many-bytes = 包中的文件共 { $size }，超过 { $limit } 的上限，整包没有导入。
intake-bomb = “{ $path }”从 { $packed } 膨胀到 { $size }，超过 { $limit } 倍的上限，疑为压缩炸弹，整包没有导入。
intake-more-than-said = 包中的“{ $path }”实际内容比所写的 { $said } 多，没有接收。
intake-damaged = 包中的“{ $path }”已损坏，读不完整，没有接收。
intake-unreadable = 无法读取“{ $path }”。

intake-note-year-differs = 名称或文件夹写的是 { $stated } 年度，但日期{ $day }属于 { $year } 年度，已按日期归入 { $year } 年度。
intake-note-folder-year = 文件夹写的是 { $folder } 年度，名称写的是 { $name } 年度，已按名称归入。
intake-note-year-outside = { $year } 年不在本轮考评年度之内。
intake-note-day-outside = 日期 { $day } 不在本轮任何考评年度之内。
intake-note-item-differs = 路径中还写有 { $others }，已按最靠近文件的编号归入 { $items }。
intake-note-unknown-code = 考评标准中没有编号 { $code }。
intake-large-directory = 包的目录有 { $size }，超过 { $limit } 的上限，整包没有导入。

intake-skip-system = 系统文件或隐藏文件
intake-skip-link = 链接
intake-skip-special = 不是普通文件
