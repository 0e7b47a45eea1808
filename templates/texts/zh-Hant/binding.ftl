# 歸檔包裏的名稱。
binding-file-name = { $county }{ $phase }迎檢材料{ $day }
binding-evidence = 佐證材料
binding-bonus = 加分項
binding-other = 其他
binding-same = 同 { $code }
binding-original-name = 原名：{ $name }
binding-folder-catalogue = 目錄
binding-folder-scores = 評分
binding-cover = 封面
binding-inner = 卷內目錄
binding-filing = 歸檔文件目錄
binding-spine = 盒脊標籤
binding-note = 備考表
binding-claimed = 自評得分表
binding-provable = 可證明得分表
binding-city = 市考評得分表
binding-gaps = 漏項報告
