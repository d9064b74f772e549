"""画图：自建要用到满载的几成才打平，随对手的混合价怎么变。两张卡与一台八卡，同一份运维，与 break_even.py 同一组假设。"""

from math import log10

from bookkit.prices import price


def share(cost, cards=2):
    """打平要占满载的几成。cost：对手的混合价，美元每百万词元。"""
    return (cards * 3.0 * 730 + 5000) / cost / (cards * 2500 * 4 * 730 * 3600 / 1e6)


mixed = lambda p: (3 * (0.5 * (p.write if p.has("write") else p.input) + 0.5 * p.hit) + p.output) / 4
across = lambda cost: 46 + 250 * log10(cost / 0.15) / log10(5 / 0.15)
up = lambda share: 196 - 150 * share
print(
    '<svg viewBox="0 0 340 240" style="max-width: 30rem" role="group" aria-label="折线图：对手越便宜，自建要用得越满才打平；便宜到一定地步，两张卡满载也打不平。一台八卡的线低得多，因为运维摊薄了。">'
)
print(f'<path class="line" d="M46 20V{up(0):.0f}H310"/>')
print(f'<path class="line" stroke-dasharray="2 5" d="M46 {up(1):.0f}H310"/>')
print(f'<text class="ink" x="308" y="{up(1) - 6:.0f}" text-anchor="end" font-size="13">满载</text>')
costs = [0.165 * (5 / 0.165) ** (i / 40) for i in range(41)]
for cards, shape in ((2, ""), (8, 'stroke-dasharray="7 4" ')):
    points = " ".join(f"{across(c):.0f},{up(share(c, cards)):.0f}" for c in costs)
    print(f'<polyline class="accent-line" {shape}stroke-width="2.5" points="{points}"/>')
for cost, cards, name, left, down in ((1.0, 2, "两张卡", 4, -8), (0.3, 8, "一台八卡", -48, 22)):
    print(
        f'<text class="ink" x="{across(cost) + left:.0f}" y="{up(share(cost, cards)) + down:.0f}" font-size="13">{name}</text>'
    )
for model, when, name, label, down in (
    ("deepseek-flash", "off", "flash_off", "Flash 闲时", 7),
    ("deepseek-flash", "peak", "flash", "Flash 高峰", 7),
    ("claude-sonnet-5.5", None, "sonnet", "Sonnet", -6),
):
    cost = mixed(price(model, when=when))
    print(f'<circle class="accent" cx="{across(cost):.0f}" cy="{up(share(cost)):.0f}" r="4"/>')
    print(
        f'<text class="ink" x="{across(cost) + 8:.0f}" y="{up(share(cost)) + down - 14:.0f}" font-size="13">{label}</text>'
    )
    print(
        f'<a href="#break_even.{name}"><text class="ink" x="{across(cost) + 8:.0f}" y="{up(share(cost)) + down:.0f}" font-size="13">{share(cost):.0%}</text></a>'
    )
print('<text class="ink" x="4" y="14" font-size="13">要用到满载的几成</text>')
print('<text class="ink" x="176" y="226" text-anchor="middle" font-size="13">对手的混合价越贵 →（对数刻度）</text>')
print("</svg>")
