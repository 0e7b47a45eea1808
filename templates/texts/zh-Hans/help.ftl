# Help inside the program: links to the manual and the tour of the first page.
web-help = 本页说明
tour-title = 认识这个页面
tour-next = 下一步
tour-back = 上一步
tour-skip = 不看了
tour-done = 看完了
tour-again = 重新看导览
tour-home-days = 这里是离检查还有几天，安排工作从这里倒着排。
tour-home-provable = 这是现有材料能证明的分，检查时只认它。自评得分在旁边，两个数差多少，就有多少是做了没有材料的。
tour-home-steps = 接下来做什么，按能得的分从多到少排好了。点开一条，就到要填报、要上传的地方。
tour-home-charts = 四张图说明分数失在哪里、哪个大项最弱、这几周进展如何。每张图下面可以展开看数字。
tour-home-menu = 本县的各页都在这里：考评项目、材料、批量导入、漏项报告、归档。
tour-help = 每一页都有“本页说明”，打开手册里讲这一页的一节。想再看一遍导览，到“我的账号”里按“重新看导览”。
tour-matrix-league = 各县的总成绩和名次。点县名进入那个县。
tour-matrix-lost = 各县都在丢分的地方，适合全市一起补。
tour-matrix-heat = 每个县每个项目的得分，颜色越重，差得越多。上面可以换阶段、换四种分数；点一格就到那个县的那个项目，审核、打分都从那里进去。
