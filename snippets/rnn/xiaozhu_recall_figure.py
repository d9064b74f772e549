"""画图：记四条事实，隔得越来越远，三种网络各还记得多少（三个种子的平均）。"""

from xiaozhu.experiments import result
from xiaozhu.experiments.recall import GAPS

measured = result("recall")
mean = lambda kind, gap: sum(v := measured[f"{kind}_4facts_3000_gap{gap}"]) / len(v)
across = lambda gap: 44 + gap * 2.2
up = lambda accuracy: 170 - accuracy * 145
lines = [("transformer", "accent", "Transformer"), ("gru", "second", "GRU"), ("rnn", "third", "RNN")]

print(
    '<svg viewBox="0 0 350 225" style="max-width: 30rem" role="img" aria-label="折线图：Transformer 的线贴着顶，到训练没见过的间隔略降；GRU 平在中间；普通 RNN 贴着底。">'
)
for accuracy, word in ((1, "全对"), (0.5, "一半"), (0, "全错")):
    x, y = across(0), up(accuracy)
    print(f'<path class="line" opacity="0.4" d="M{x} {y}H{across(96):.0f}"/>')
    print(f'<text class="ink" x="{x - 8}" y="{y + 4:.0f}" text-anchor="end" font-size="13">{word}</text>')
edge = across(32)
print(f'<path class="line" stroke-dasharray="4 4" d="M{edge:.0f} 14V176"/>')
print(f'<text class="faint" x="{edge:.0f}" y="192" text-anchor="middle" font-size="13">训练时只见过虚线左边</text>')
for kind, colour, name in lines:
    points = [(across(gap), up(mean(kind, gap))) for gap in GAPS]
    print(
        f'<polyline class="{colour}-line" stroke-width="2.5" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
    )
    x, y = points[-1]
    print(f'<text class="{colour}" x="{x + 6:.0f}" y="{y + 4:.0f}" font-size="13">{name}</text>')
print(
    f'<text class="ink" x="{across(48):.0f}" y="215" text-anchor="middle" font-size="13">事实与问题隔得越来越远 →</text>'
)
print("</svg>")
