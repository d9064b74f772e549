"""画图：要用的那句话旁边有几句别的，小铸还答对几成；实线是夹在中间，虚线是放在前面（三个种子的平均）。"""

from xiaozhu.experiments import result
from xiaozhu.experiments.needle import MOST

measured = result("needle")
mean = lambda kind, crowd: sum(v := measured[f"{kind}_{crowd}"]) / len(v)
across = lambda crowd: 52 + 46 * crowd
up = lambda share: 182 - 150 * share
LINES = {"other": ("accent", "不相干的话"), "rival": ("second", "别人住哪")}
label = (
    "折线图：不相干的话放在前面，一直全对；同样长短夹在中间，三四句就所剩无几。"
    "别人住哪放在前面，降到三分之一上下就平了；夹在中间，三句就归零。"
)

print(f'<svg viewBox="0 0 390 236" style="max-width: 30rem" role="img" aria-label="{label}">')
for share, word in ((1, "全对"), (0.5, "一半"), (0, "全错")):
    print(f'<path class="line" opacity="0.4" d="M{across(0)} {up(share):.0f}H{across(MOST)}"/>')
    print(f'<text class="ink" x="44" y="{up(share) + 5:.0f}" text-anchor="end" font-size="14">{word}</text>')
for kind, (colour, name) in LINES.items():
    for key, dash, where, down in (
        (f"{kind}_before", ' stroke-dasharray="5 4"', "在前面", 0),
        (kind, "", "夹在中间", 7),
    ):
        points = [(across(crowd), up(mean(key, crowd))) for crowd in range(MOST + 1)]
        line = " ".join(f"{x},{y:.1f}" for x, y in points)
        print(f'<polyline class="{colour}-line" stroke-width="2.5"{dash} points="{line}"/>')
        x, y = points[-1]
        print(f'<text class="{colour}" x="{x + 6}" y="{y + down:.0f}" font-size="14">{where}</text>')
        if dash:
            print(f'<text class="{colour}" x="{x + 6}" y="{y - 15:.0f}" font-size="14">{name}</text>')
print(
    f'<text class="ink" x="{across(MOST / 2):.0f}" y="222" text-anchor="middle" font-size="14">旁边的句子越来越多 →</text>'
)
print("</svg>")
