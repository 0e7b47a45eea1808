# 接口：给程序用的提示，以及接口说明页。
api-title-412 = 内容已被别人改动
api-title-416 = 没有这一段
api-title-428 = 要说明改的是哪一版
api-precondition-required = 这里已经有内容。请先读取，再用 If-Match 带上读到的 ETag 提交，以免盖掉别人的改动。
api-range = 文件只有 { $size } 字节，没有要求的那一段。
api-json-broken = 请求体不是完整的 JSON：第 { $line } 行第 { $column } 个字符处有误。
api-json-shape = 请求体的 JSON 与要求不符：第 { $line } 行第 { $column } 个字符处，{ $fault }。
api-query-number = 参数 { $name } 应当是整数，收到的是“{ $value }”。
api-query-choice = 参数 { $name } 只能是 { $known } 之一，收到的是“{ $value }”。
api-part-not-file = 文件请放在名为 file 的部分里；名为“{ $name }”的部分不收文件。
api-many-parts = 除文件外，一次提交最多 { $limit } 个部分。
api-field-twice = 编目字段“{ $field }”出现了两次。
api-year-unreadable = 年度“{ $value }”不是年份，请写成 2023。
api-facts-none = 项目 { $item } 在 { $year } 年度还没有填报。
