# Operations.
round-unknown = 沒有編號爲 { $code } 的創建週期。
