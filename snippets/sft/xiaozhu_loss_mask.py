"""只在回答上算损失，对照连问题一起算：同步数，再把后者练到追平。三个种子。"""

from xiaozhu import sft
from xiaozhu.experiments import span

ROWS = {
    ("answer", 200): "只算回答，两百步",
    ("answer", 400): "只算回答，四百步",
    ("all", 200): "全算，两百步",
    ("all", 400): "全算，四百步",
    ("all", 800): "全算，八百步",
    ("tenth", 200): "问题只算一成，两百步",
}
got = lambda way, steps, key, digits=2: span("loss_mask", f"{way}_{steps}_{key}", digits)
for (way, steps), name in ROWS.items():
    print(
        f"{name}：练过的 {got(way, steps, 'seen')}　没练过的 {got(way, steps, 'unseen')}　旧语料每篇忘 {got(way, steps, 'forget', 1)}（头一个词元占 {got(way, steps, 'forget_first', 1)}）"
    )
print(f"teacher={sft.KINDS['short'] + sft.KINDS['full']:.2f}")  # 老师答简称或全称的机会
print(f"answer={got('answer', 200, 'seen')}")
print(f"all={got('all', 200, 'seen')}")
print(f"all_long={got('all', 800, 'seen')}")
print(f"answer_unseen={got('answer', 400, 'unseen')}")
print(f"all_unseen={got('all', 400, 'unseen')}")
print(f"answer_more={got('answer', 400, 'forget', 1)}")
print(f"all_more={got('all', 400, 'forget', 1)}")
print(f"answer_forget={got('answer', 200, 'forget', 1)}")
print(f"all_forget={got('all', 200, 'forget', 1)}")
print(f"first={got('all', 200, 'forget_first', 1)}")
