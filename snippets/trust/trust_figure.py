"""画图：拿考题续训几步，考题与新题各好了多少、坏了多少；对照是同样的步数全用新语料。三个种子，数与 xiaozhu_contaminated.py 同一份。"""

from xiaozhu.experiments import result
from xiaozhu.experiments.contamination import STEPS

found = result("contamination")
LEFT, TOP, STEP, UNIT = 50, 34, 76, 40  # 左上角；每档宽；一奈特高
ZERO = TOP + 2 * UNIT
across = lambda i: LEFT + STEP * i
down = lambda nats: ZERO - UNIT * nats


def curve(prefix, paper):
    """没续训与各档步数，[(最低, 平均, 最高)]。"""
    keys = [f"before_{paper}", *(f"{prefix}_{steps}_{paper}" for steps in STEPS)]
    return [(min(found[k]), sum(found[k]) / len(found[k]), max(found[k])) for k in keys]


print(
    '<svg viewBox="0 0 340 250" style="max-width: 30rem" role="group" aria-label="折线图：拿考题续训，考题的损失一路跌到真熵以下，新题一路变坏；同样的步数全用新语料，新题只坏一点就停了。">'
)
print(f'<path class="line" d="M{LEFT} {TOP - 10}V{ZERO + 2 * UNIT}"/>')
print(f'<path class="line" stroke-dasharray="3 4" d="M{LEFT} {ZERO}H330"/>')
for prefix, paper, shape, name, (x, y) in (
    ("after", "fresh", "", "新题（拿考题续训）", (150, 38)),
    ("clean", "fresh", 'stroke-dasharray="7 4" ', "新题（全用新语料）", (220, 129)),
    ("after", "exam", 'stroke-dasharray="2 4" ', "考题（背过）", (96, 168)),
):
    ends = curve(prefix, paper)
    points = " ".join(f"{across(i):.0f},{down(middle):.0f}" for i, (_, middle, _) in enumerate(ends))
    print(f'<polyline class="accent-line" {shape}stroke-width="2.5" points="{points}"/>')
    for i, (low, _, high) in enumerate(ends):
        print(f'<path class="accent-line" d="M{across(i)} {down(low):.0f}V{down(high):.0f}"/>')
    print(f'<text class="ink" x="{x}" y="{y}" font-size="13">{name}</text>')
print('<text class="ink" x="4" y="14" font-size="13">每篇损失比真熵高多少（奈特）</text>')
print(f'<text class="ink" x="{LEFT - 8}" y="{ZERO + 4}" text-anchor="end" font-size="13">真熵</text>')
FOOT = ZERO + 2 * UNIT + 16
print(f'<text class="ink" x="{LEFT}" y="{FOOT}" text-anchor="middle" font-size="13">没续训</text>')
for i, (steps, name) in enumerate(zip(STEPS, ("few", "some", "many")), 1):
    print(
        f'<a href="#xiaozhu_contaminated.{name}"><text class="ink" x="{across(i)}" y="{FOOT}" text-anchor="middle" font-size="13">{steps}</text></a>'
    )
print(f'<text class="ink" x="190" y="{FOOT + 20}" text-anchor="middle" font-size="13">续训几步（一格四五倍）→</text>')
print("</svg>")
