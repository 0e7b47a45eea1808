# 三者對口：同一件事的數字並排比。
web-menu-match = 三者對口
web-match-title = { $county }：三者對口
web-match-lead = 同一件事，填報、書面彙報、點位介紹和名冊裡的數字並排放在一起。約數按它可能的範圍比，「3萬餘元」與 31,200 算一致。
web-match-none = 書面彙報、點位介紹和名冊裡還沒有找到可以比的數字。
web-match-none-differ = 沒有不一致的數字。
web-match-fact = 事項
web-match-stated = 填報
web-match-report = 書面彙報
web-match-site = 點位介紹
web-match-roster = 名冊
web-match-differs = 不一致
web-match-agrees = 一致
web-match-cycle = 全週期
web-match-not-stated = 未填報
web-match-show = 顯示
web-match-all = 全部 { $count }
web-match-differing = 只看不一致 { $count }
