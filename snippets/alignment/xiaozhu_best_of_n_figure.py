"""画图：挑得越狠，真分先升后降；只有真分自己当裁判时不降（三个种子的平均）。"""

from math import log2

from xiaozhu.experiments import result
from xiaozhu.experiments.best_of_n import SIZES

measured = result("best_of_n")
mean = lambda judge, n: sum(v := measured[f"{judge}_{n}_true"]) / len(v)
across = lambda n: 40 + 28 * log2(n)
up = lambda score: 40 + 62 * (5.0 - score)
LINES = {  # 裁判: (颜色, 名字, 标签往下挪几格)
    "true": ("ink", "真分", 0),
    "fair": ("third", "不偏心的", 4),
    "annotator": ("second", "标注员", -6),
    "checkpoint": ("accent", "奖励模型", 14),
}

print(
    '<svg viewBox="0 0 345 225" style="max-width: 30rem" role="img" aria-label="折线图：按真分挑，线一路升到顶再持平；按标注员、按奖励模型、按不偏心的标注员训出的裁判挑，都是先升后降，末了落得最低的是奖励模型。">'
)
print('<path class="line" d="M40 24V184H276"/>')
print('<text class="ink" x="8" y="16" font-size="13">真正该得的分</text>')
for judge, (colour, name, down) in LINES.items():
    points = [(across(n), up(mean(judge, n))) for n in SIZES]
    line = "line" if colour == "ink" else f"{colour}-line"
    print(f'<polyline class="{line}" stroke-width="2.5" points="{" ".join(f"{x:.0f},{y:.1f}" for x, y in points)}"/>')
    x, y = points[-1]
    print(f'<text class="{colour}" x="{x + 8:.0f}" y="{y + 4 + down:.0f}" font-size="13">{name}</text>')
print('<text class="ink" x="158" y="206" text-anchor="middle" font-size="13">抽得越多、挑得越狠 →</text>')
print("</svg>")
