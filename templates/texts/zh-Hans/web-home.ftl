# 县首页：接下来做什么，退回的材料，期限，牵头单位。
order-points = 按能得的分
order-effort = 先易后难
web-composite-full = 总成绩（满分）
web-full-hint = 全部做到，全部有材料证明
web-steps-order = 排列
web-effort-pieces = 补 { $count } 份材料
web-effort-work = { $count ->
    [0] 先办理或填报
   *[other] 先办理或填报，再交 { $count } 份材料
}
web-back = 退回来的材料
web-back-all = 查看全部退回的材料
web-back-none = 没有被退回的材料。
web-due = 快到期的项目
web-due-hint = 还有漏项的项目，按限期排列。
web-due-late = 逾期 { $days } 天
web-due-today = 今天到期
web-due-in = 还有 { $days } 天
web-due-none = 没有漏项，也就没有到期的。
web-units = 各牵头单位
web-units-items = 有漏项的项目
web-units-late = 逾期的项目
web-units-next = 最近的限期
web-unit-none = 没有指定单位
