# 解码、展开之前就拒收的内容。

intake-overlap = 包中的“{ $path }”与其他条目共用数据，疑为压缩炸弹，整包没有导入。
intake-picture-large = 图片“{ $name }”标明有 { $width } × { $height } 像素，展开后 { $size }，超过 { $limit } 的上限，没有接收。请缩小像素后再上传。
intake-picture-broken = 图片“{ $name }”不完整或已损坏，无法显示，没有接收。请从相机或扫描仪重新导出。
intake-document = 文件“{ $name }”没有接收：{ $fault }
intake-document-bomb = 其中的“{ $path }”从 { $packed } 膨胀到 { $size }，超过 { $limit } 倍的上限，疑为压缩炸弹。
intake-document-large = 展开后有 { $size }，超过 { $limit } 的上限。
intake-document-parts = 内部有 { $count } 个部分，超过 { $limit } 个的上限。
intake-document-entities = 其中的“{ $path }”声明了文档类型或实体（<!DOCTYPE>），办公软件不会这样保存。
intake-document-unsafe = 其中的“{ $path }”加了密码、指向文件之外、重复出现或与其他部分共用数据。
intake-document-damaged = “{ $path }”已损坏，或内容与所写的不符。请用办公软件重新保存后再上传。

antivirus-found = 杀毒软件认出文件“{ $name }”是 { $signature }，没有接收。请检查这个文件来自的电脑。
antivirus-away = 杀毒软件暂时无法检查文件“{ $name }”，没有接收。请过几分钟再试。
cli-clamd = “{ $address }”不是 clamd 的地址。请写 主机:端口，或套接字的路径，例如 127.0.0.1:3310 或 /run/clamav/clamd.ctl。
