# 接口：給程序用的提示，以及接口說明頁。
api-title-412 = 內容已被別人改動
api-title-416 = 沒有這一段
api-title-428 = 要說明改的是哪一版
api-precondition-required = 這裡已經有內容。請先讀取，再用 If-Match 帶上讀到的 ETag 提交，以免蓋掉別人的改動。
api-range = 文件只有 { $size } 字節，沒有要求的那一段。
api-json-broken = 請求體不是完整的 JSON：第 { $line } 行第 { $column } 個字符處有誤。
api-json-shape = 請求體的 JSON 與要求不符：第 { $line } 行第 { $column } 個字符處，{ $fault }。
api-query-number = 參數 { $name } 應當是整數，收到的是「{ $value }」。
api-query-choice = 參數 { $name } 只能是 { $known } 之一，收到的是「{ $value }」。
api-part-not-file = 文件請放在名爲 file 的部分裡；名爲「{ $name }」的部分不收文件。
api-many-parts = 除文件外，一次提交最多 { $limit } 個部分。
api-field-twice = 編目字段「{ $field }」出現了兩次。
api-year-unreadable = 年度「{ $value }」不是年份，請寫成 2023。
api-facts-none = 項目 { $item } 在 { $year } 年度還沒有填報。
