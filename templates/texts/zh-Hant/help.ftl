# Help inside the program: links to the manual and the tour of the first page.
web-help = 本頁說明
tour-title = 認識這個頁面
tour-next = 下一步
tour-back = 上一步
tour-skip = 不看了
tour-done = 看完了
tour-again = 重新看導覽
tour-home-days = 這裡是離檢查還有幾天，安排工作從這裡倒著排。
tour-home-provable = 這是現有材料能證明的分，檢查時只認它。自評得分在旁邊，兩個數差多少，就有多少是做了沒有材料的。
tour-home-steps = 接下來做什麼，按能得的分從多到少排好了。點開一條，就到要填報、要上傳的地方。
tour-home-charts = 四張圖說明分數失在哪裡、哪個大項最弱、這幾周進展如何。每張圖下面可以展開看數字。
tour-home-menu = 本縣的各頁都在這裡：考評項目、材料、批量導入、漏項報告、歸檔。
tour-help = 每一頁都有「本頁說明」，打開手冊裡講這一頁的一節。想再看一遍導覽，到「我的賬號」裡按「重新看導覽」。
tour-matrix-league = 各縣的總成績和名次。點縣名進入那個縣。
tour-matrix-lost = 各縣都在丟分的地方，適合全市一起補。
tour-matrix-heat = 每個縣每個項目的得分，顏色越重，差得越多。上面可以換階段、換四種分數；點一格就到那個縣的那個項目，審核、打分都從那裡進去。
