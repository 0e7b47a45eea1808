# 归档包里的名称。
binding-file-name = { $county }{ $phase }迎检材料{ $day }
binding-evidence = 佐证材料
binding-bonus = 加分项
binding-other = 其他
binding-same = 同 { $code }
binding-original-name = 原名：{ $name }
binding-folder-catalogue = 目录
binding-folder-scores = 评分
binding-cover = 封面
binding-inner = 卷内目录
binding-filing = 归档文件目录
binding-spine = 盒脊标签
binding-note = 备考表
binding-claimed = 自评得分表
binding-provable = 可证明得分表
binding-city = 市考评得分表
binding-gaps = 漏项报告
