"""画图：小铸一家，参数越多损失越低；最大的那个没有拿来拟合，留着考外推（三个种子的平均）。"""

from math import log10

from xiaozhu.experiments import result, span

measured = result("scaling_law")
mean = lambda key: sum(measured[key]) / len(measured[key])
across = lambda n: 58 + 118 * (log10(n) - log10(304))
up = lambda loss: 30 + 175 * (log10(2.4) - log10(loss)) / (log10(2.4) - log10(0.27))
SIZES = {4: 304, 8: 928, 16: 3136, 32: 11392, 64: 43264}
SEEN = {25600: ("third", "数据少"), 102400: ("second", "数据中"), 409600: ("accent", "数据多")}

print(
    '<svg viewBox="0 0 390 245" style="max-width: 32rem" role="group" aria-label="双对数折线图：三条线分别是见过少、中、多的数据，都随参数增多而下降；最右边的空心圆是外推，数据最少的那条偏高，其余贴近实测。">'
)
print('<path class="line" d="M58 24V208H330"/>')
for seen, (colour, name) in SEEN.items():
    points = [(across(n), up(mean(f"loss_d{d}_n{n}_{seen}"))) for d, n in SIZES.items()]
    print(
        f'<polyline class="{colour}-line" stroke-width="2.5" points="{" ".join(f"{x:.0f},{y:.1f}" for x, y in points)}"/>'
    )
    print(
        f'<circle class="{colour}-line" stroke-width="2" cx="{points[-1][0]:.0f}" cy="{up(mean(f"predicted_{seen}")):.1f}" r="5"/>'
    )
    print(
        f'<text class="{colour}" x="{points[-1][0] + 12:.0f}" y="{points[-1][1] + 4:.0f}" font-size="14">{name}</text>'
    )
for d, label, dy in ((4, "smallest", 58), (64, "largest", -18)):
    at = f'x="{across(SIZES[d]):.0f}" y="{up(mean(f"loss_d{d}_n{SIZES[d]}_409600")) + dy:.0f}"'
    print(
        f'<a href="#xiaozhu_scaling.{label}"><text class="ink" {at} text-anchor="{"start" if d == 4 else "end"}" font-size="14">{span("scaling_law", f"loss_d{d}_n{SIZES[d]}_409600")}</text></a>'
    )
print('<text class="ink" x="188" y="232" text-anchor="middle" font-size="14">参数从少到多，每格约三四倍 →</text>')
print('<text class="ink" x="12" y="14" font-size="14">损失</text>')
print("</svg>")
