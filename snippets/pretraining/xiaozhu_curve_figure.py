"""画图：同一次预训练里，几样本事各在什么时候长出来（三个种子的平均；隔词看量词的三条各画一根）。"""

from math import log10

from xiaozhu.experiments import SEEDS, result

measured = result("pretrain_curve")
steps = sorted(int(key.split("_")[1]) for key in measured if key.startswith("held_"))
mean = lambda key: sum(measured[key]) / len(measured[key])
across = lambda step: 40 + 88 * log10(max(step, 5) / 5)
up = lambda share: 186 - 150 * share
LINES = {"measure": ("third", "近处的搭配", -4), "region": ("accent", "城在哪省", 14), "recall": ("ink", "谁住哪", 4)}

print(
    '<svg viewBox="0 0 340 228" style="max-width: 30rem" role="img" aria-label="折线图：近处的搭配最先学会；隔一个词看量词的三条线各在不同的步数陡然升起；城在哪省较慢；重复谁住哪到最后还没学会。">'
)
print('<path class="line" d="M40 24V186H245"/>')
print('<text class="ink" x="8" y="16" font-size="13">答对的概率</text>')
draw = lambda points: " ".join(f"{across(s):.0f},{up(p):.1f}" for s, p in points)
for key, (colour, name, down) in LINES.items():
    line = "line" if colour == "ink" else f"{colour}-line"
    print(f'<polyline class="{line}" stroke-width="2.5" points="{draw((s, mean(f"{key}_{s}")) for s in steps)}"/>')
    print(
        f'<text class="{colour}" x="250" y="{up(mean(f"{key}_{steps[-1]}")) + down:.0f}" font-size="13">{name}</text>'
    )
for seed in SEEDS:
    points = draw((s, measured[f"sense_{s}"][seed]) for s in steps)
    print(f'<polyline class="second-line" stroke-width="1.5" points="{points}"/>')
print(f'<text class="second" x="{across(20):.0f}" y="{up(0.6):.0f}" font-size="13">隔词看量词</text>')
print('<text class="ink" x="142" y="212" text-anchor="middle" font-size="13">练得越来越久 →</text>')
print("</svg>")
