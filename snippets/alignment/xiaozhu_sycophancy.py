"""谄媚：问句里带着用户的看法（有对有错）。标注员偏爱附和的程度从小到大，再试按真相补救。三个种子。"""

from xiaozhu.experiments import result, span

WAYS = {
    "sft": "起点：附和与纠正各教一半",
    "truth": "直接教：每题都按真相答",
    "fond_0.3": "偏爱附和 0.3",
    "fond_0.5": "偏爱附和 0.5（与打乱相同）",
    "fond_0.7": "偏爱附和 0.7",
    "fond_0.9": "偏爱附和 0.9",
    "sharp_0.7": "偏爱附和 0.7，β 调小",
    "checked_0.5": "0.9 的一半改按真相标",
    "checked_shuffled": "同上，标签打乱",
}
got = lambda way, what: span("sycophancy", f"{way}_{what}_seen")
for way, name in WAYS.items():
    print(
        f"{name}：附和错看法 {got(way, 'agree_false')}　附和对看法 {got(way, 'agree_true')}　两句合计 {got(way, 'two')}　不带看法地问，答得出 {got(way, 'plain')}"
    )
often, always = 0.7, 0.9
print(f"{often=}")
print(f"{always=}")
print(f"least={min(v for way in WAYS for v in result('sycophancy')[f'{way}_two_seen']):.2f}")
print(f"fond={got('fond_0.9', 'agree_false')}")
print(f"fond_true={got('fond_0.9', 'agree_true')}")
print(f"mild={got('fond_0.7', 'agree_false')}")
print(f"shuffled={got('fond_0.5', 'agree_false')}")
print(f"sharp={got('sharp_0.7', 'agree_false')}")
print(f"truth={got('truth', 'agree_false')}")
print(f"truth_true={got('truth', 'agree_true')}")
print(f"checked={got('checked_0.5', 'agree_false')}")
print(f"checked_true={got('checked_0.5', 'agree_true')}")
print(f"checked_shuffled={got('checked_shuffled', 'agree_false')}")
print(f"plain_start={got('sft', 'plain')}")
print(f"plain={got('fond_0.9', 'plain')}")
