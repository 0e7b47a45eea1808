# 三者对口：同一件事的数字并排比。
web-menu-match = 三者对口
web-match-title = { $county }：三者对口
web-match-lead = 同一件事，填报、书面汇报、点位介绍和名册里的数字并排放在一起。约数按它可能的范围比，“3万余元”与 31,200 算一致。
web-match-none = 书面汇报、点位介绍和名册里还没有找到可以比的数字。
web-match-none-differ = 没有不一致的数字。
web-match-fact = 事项
web-match-stated = 填报
web-match-report = 书面汇报
web-match-site = 点位介绍
web-match-roster = 名册
web-match-differs = 不一致
web-match-agrees = 一致
web-match-cycle = 全周期
web-match-not-stated = 未填报
web-match-show = 显示
web-match-all = 全部 { $count }
web-match-differing = 只看不一致 { $count }
