"""画图：只练四句新事实，记得多少、串味多少、听不听上文，一步步怎样走（三个种子的平均）。"""

from xiaozhu.experiments import result

STEPS = (0, 5, 10, 15, 20, 25, 30, 40, 60)
measured = result("facts_in_weights")
mean = lambda key, step: sum(v := measured[f"plain_{step}_{key}"]) / len(v)
across = lambda step: 40 + 3.4 * step
up = lambda share: 186 - 150 * share
LINES = {"told": ("accent", "记得", -4), "heed": ("third", "听上文", 4), "leak": ("second", "串味", 8)}

print(
    '<svg viewBox="0 0 320 226" style="max-width: 30rem" role="img" aria-label="折线图：记得的概率陡然升起；没教的人被说成住在那几座城的概率更早升起、升到一半以上；听上文的概率慢慢下降。">'
)
print('<path class="line" d="M40 24V186H248"/>')
print('<text class="ink" x="8" y="16" font-size="13">概率</text>')
for key, (colour, name, down) in LINES.items():
    points = " ".join(f"{across(step):.0f},{up(mean(key, step)):.1f}" for step in STEPS)
    print(f'<polyline class="{colour}-line" stroke-width="2.5" points="{points}"/>')
    print(f'<text class="{colour}" x="252" y="{up(mean(key, STEPS[-1])) + down:.0f}" font-size="13">{name}</text>')
print('<text class="ink" x="142" y="210" text-anchor="middle" font-size="13">练得越来越久 →</text>')
print("</svg>")
