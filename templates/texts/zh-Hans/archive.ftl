# 归档：打包、核验、离线目录页。

archive-stopped = 归档已停止：{ $fault }。
archive-missing = 找不到文件“{ $path }”
archive-unreadable = 文件“{ $path }”无法读取
archive-wrong-size = 文件“{ $path }”应为 { $expected } 字节，实为 { $found } 字节
archive-wrong-hash = 文件“{ $path }”已损坏：SHA-256 应为 { $expected }，实为 { $found }
archive-sources = 有 { $count } 个文件缺失或已变动，未开始归档：{ $faults }。
archive-unsafe-path = 路径“{ $path }”不能安全解包
archive-same-path = “{ $path }”与“{ $other }”在某些系统上是同一个名称
archive-output = 归档无法继续写出：接收方已断开，或磁盘已满
archive-pack = “{ $path }”无法写入 ZIP
archive-page = 离线目录页无法生成

archive-index-facts = 概况
archive-index-documents = 报告与目录
archive-index-files = 佐证材料
archive-index-total = 文件数
archive-index-search = 查找
archive-index-search-hint = 题名、文件名、编号、年度、类别
archive-index-found = 找到 { $count } 个文件
archive-index-none-found = 没有符合的文件
archive-index-open-all = 全部展开
archive-index-close-all = 全部收起
archive-index-no-year = 不分年度
archive-index-checks = 每个文件的完整 SHA-256 见上一级文件夹中的 manifest-sha256.txt，可用任何 BagIt 工具核对。
