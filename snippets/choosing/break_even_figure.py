"""画图：自建要用到满载的几成才打平，随对手的混合价怎么变。两卡加运维，与 break_even.py 同一组假设。"""

from math import log10

from bookkit.prices import price

FIXED, CAPACITY = 2 * 3.0 * 730 + 5000, 2 * 2500 * 4 * 730 * 3600 / 1e6  # 每月美元；满载每月百万词元
mixed = lambda p: (3 * (0.5 * (p.write if p.has("write") else p.input) + 0.5 * p.hit) + p.output) / 4
across = lambda cost: 46 + 250 * log10(cost / 0.15) / log10(5 / 0.15)
up = lambda share: 196 - 150 * share
print(
    '<svg viewBox="0 0 340 240" style="max-width: 30rem" role="group" aria-label="折线图：对手越便宜，自建要用得越满才打平；对手便宜到一定地步，满载也打不平。">'
)
print(f'<path class="line" d="M46 20V{up(0):.0f}H310"/>')
print(f'<path class="line" stroke-dasharray="2 5" d="M46 {up(1):.0f}H310"/>')
print(f'<text class="ink" x="308" y="{up(1) - 6:.0f}" text-anchor="end" font-size="13">满载</text>')
costs = [0.165 * (5 / 0.165) ** (i / 40) for i in range(41)]
points = " ".join(f"{across(c):.0f},{up(FIXED / c / CAPACITY):.0f}" for c in costs)
print(f'<polyline class="accent-line" stroke-width="2.5" points="{points}"/>')
for model, when, name, label in (
    ("deepseek-flash", "off", "flash_off", "Flash 闲时"),
    ("deepseek-flash", "peak", "flash", "Flash 高峰"),
    ("claude-sonnet-5.5", None, "sonnet", "Sonnet"),
):
    cost = mixed(price(model, when=when))
    share = FIXED / cost / CAPACITY
    print(f'<circle class="accent" cx="{across(cost):.0f}" cy="{up(share):.0f}" r="4"/>')
    print(f'<text class="ink" x="{across(cost) + 8:.0f}" y="{up(share) - 16:.0f}" font-size="13">{label}</text>')
    print(
        f'<a href="#break_even.{name}"><text class="ink" x="{across(cost) + 8:.0f}" y="{up(share) - 2:.0f}" font-size="13">{share:.0%}</text></a>'
    )
print('<text class="ink" x="4" y="14" font-size="13">要用到满载的几成</text>')
print('<text class="ink" x="176" y="226" text-anchor="middle" font-size="13">对手的混合价越贵 →（对数刻度）</text>')
print("</svg>")
