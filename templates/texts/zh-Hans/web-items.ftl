# Items of the sheet: the list, one item, its facts.
web-items-title = { $county }：考评项目
web-items-show = 显示
web-items-all = 全部项目
web-items-gaps = 只看有失分的
web-item = 项目
web-item-lost = 失分原因
web-evidence-count = 材料
web-bonuses = 加分项
web-item-lead = 牵头单位：{ $unit }
web-item-site = 现场查看
web-item-figures = 得分
web-item-midterm = 届中（可证明）
web-spread = { $least } 至 { $most }
web-item-rule = 怎样得分
web-item-needs = 需要的材料
web-need-yearly = { $kind }：每年至少 { $count } 件
web-need-once = { $kind }：本周期至少 { $count } 件
web-item-cycle = 整个周期只算一次的部分
web-bonus-rule = { $per }加 { $points } 分，最多 { $cap } 分；填报的数量要有材料证明。
web-part-state = { $state ->
    [proven] 已证明
    [not_proven] 缺材料
    [sent_back] 被退回
   *[not_done] 未达到
}
web-missing = 缺“{ $kind }”{ $count } 件
web-missing-year = { $year } 年缺“{ $kind }”{ $count } 件
web-upload = 上传
web-upload-evidence = 上传材料
web-year = { $year } 年度
web-year-window = { $starts } 至 { $ends }
web-year-midterm = 计入届中
web-year-result = 得分与理由
web-year-no-part = 这一项不按年度计分。
web-year-evidence = 佐证材料
web-year-no-evidence = 这一年度还没有材料。
web-year-all-evidence = 查看本年度全部 { $count } 件材料
web-files = { $count } 个文件
web-facts = 填报情况
web-facts-ticks = 已经做到的请打钩
web-facts-none = 没有填报。
web-facts-saved = { $year } 年度的填报已保存。
web-facts-refused = { $item } 的 { $year } 年度没有保存：请改正标出的地方。
web-facts-changed-by = { $by }，{ $at }
web-facts-theirs = 对方：{ $by }，{ $at }。
web-save-year = 保存 { $year } 年度
web-not-applicable = 当年不适用
web-not-applicable-reason = 不适用的理由
web-not-applicable-hint = 例如当年没有这项任务；需要上传一份“无任务证明”。
web-done = 已做
web-not-done = 未做
web-number-wrong = “{ $value }”不是整数，请只填数字，例如 12。
web-part-have = 填报：{ $have }
