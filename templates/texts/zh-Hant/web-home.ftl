# 縣首頁：接下來做什麼，退回的材料，期限，牽頭單位。
order-points = 按能得的分
order-effort = 先易後難
web-composite-full = 總成績（滿分）
web-full-hint = 全部做到，全部有材料證明
web-steps-order = 排列
web-effort-pieces = 補 { $count } 份材料
web-effort-work = { $count ->
    [0] 先辦理或填報
   *[other] 先辦理或填報，再交 { $count } 份材料
}
web-back = 退回來的材料
web-back-all = 查看全部退回的材料
web-back-none = 沒有被退回的材料。
web-due = 快到期的項目
web-due-hint = 還有漏項的項目，按限期排列。
web-due-late = 逾期 { $days } 天
web-due-today = 今天到期
web-due-in = 還有 { $days } 天
web-due-none = 沒有漏項，也就沒有到期的。
web-units = 各牽頭單位
web-units-items = 有漏項的項目
web-units-late = 逾期的項目
web-units-next = 最近的限期
web-unit-none = 沒有指定單位
