# Items of the sheet: the list, one item, its facts.
web-items-title = { $county }：考評項目
web-items-show = 顯示
web-items-all = 全部項目
web-items-gaps = 只看有失分的
web-item = 項目
web-item-lost = 失分原因
web-evidence-count = 材料
web-bonuses = 加分項
web-item-lead = 牽頭單位：{ $unit }
web-item-site = 現場查看
web-item-figures = 得分
web-item-midterm = 屆中（可證明）
web-spread = { $least } 至 { $most }
web-item-rule = 怎樣得分
web-item-needs = 需要的材料
web-need-yearly = { $kind }：每年至少 { $count } 件
web-need-once = { $kind }：本週期至少 { $count } 件
web-item-cycle = 整個週期只算一次的部分
web-bonus-rule = { $per }加 { $points } 分，最多 { $cap } 分；填報的數量要有材料證明。
web-part-state = { $state ->
    [proven] 已證明
    [not_proven] 缺材料
    [sent_back] 被退回
   *[not_done] 未達到
}
web-missing = 缺「{ $kind }」{ $count } 件
web-missing-year = { $year } 年缺「{ $kind }」{ $count } 件
web-upload = 上傳
web-upload-evidence = 上傳材料
web-year = { $year } 年度
web-year-window = { $starts } 至 { $ends }
web-year-midterm = 計入屆中
web-year-result = 得分與理由
web-year-no-part = 這一項不按年度計分。
web-year-evidence = 佐證材料
web-year-no-evidence = 這一年度還沒有材料。
web-year-all-evidence = 查看本年度全部 { $count } 件材料
web-files = { $count } 個文件
web-facts = 填報情況
web-facts-ticks = 已經做到的請打鉤
web-facts-none = 沒有填報。
web-facts-saved = { $year } 年度的填報已保存。
web-facts-refused = { $item } 的 { $year } 年度沒有保存：請改正標出的地方。
web-facts-changed-by = { $by }，{ $at }
web-facts-theirs = 對方：{ $by }，{ $at }。
web-save-year = 保存 { $year } 年度
web-not-applicable = 當年不適用
web-not-applicable-reason = 不適用的理由
web-not-applicable-hint = 例如當年沒有這項任務；需要上傳一份「無任務證明」。
web-done = 已做
web-not-done = 未做
web-number-wrong = 「{ $value }」不是整數，請只填數字，例如 12。
web-part-have = 填報：{ $have }
