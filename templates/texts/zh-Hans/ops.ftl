# Operations.
round-unknown = 没有编号为 { $code } 的创建周期。
