"""画图：聊到第几轮，砍历史才开始便宜。横轴是命中价（输入价的几成），纵轴是轮数；缓存会过期，线就低下去。"""

from math import log10

K, SAID = 5, 150 / 400  # 与 keep_or_trim.py 同一段对话：砍的话留最近五轮；提问占一轮新增的几成


def crossing(hit, stale):
    """滑窗从第几轮起比全留便宜。过了窗口之后，逐轮累加两者的差，单位：一轮新增的词元，按原价。"""
    gap, past = 0, K
    while gap <= 0:  # 打平不算便宜
        past += 1  # 没过期：旧的按命中价读、新的一轮照写，对照窗口里的全部重写；过期了：两边都重写，差在多带的几轮
        gap += (1 - stale) * ((past - 1 + SAID) * hit + 1 - K - SAID) + stale * (past - K)
    return past + 1  # 带着 past 轮历史的，是下一轮


across = lambda hit: 40 + 256 * log10(hit / 0.02) / log10(25)
up = lambda turns: 190 - 74 * log10(turns / 5)
print(
    '<svg viewBox="0 0 340 225" style="max-width: 30rem" role="group" aria-label="折线图：命中价越便宜，砍历史要聊越多轮才划算；缓存会过期，线就低下去一大截。">'
)
print(f'<path class="line" d="M40 20V{up(5):.0f}H310"/>')
hits = [0.02 * 25 ** (i / 24) for i in range(25)]
for stale, name, shape in ((0, "从不过期", ""), (0.1, "十轮有一轮过期", 'stroke-dasharray="7 4" ')):
    points = " ".join(f"{across(h):.0f},{up(crossing(h, stale)):.0f}" for h in hits)
    print(f'<polyline class="accent-line" {shape}stroke-width="2.5" points="{points}"/>')
    print(
        f'<text class="ink" x="{across(0.032):.0f}" y="{up(crossing(0.032, stale)) + (24 if stale else -12):.0f}" font-size="13">{name}</text>'
    )
for hit, name, shown in ((0.02, "fiftieth", 0.02), (0.1, "tenth", 0.1), (0.5, "half", 0.5)):
    turns = crossing(hit, 0)
    print(f'<circle class="accent" cx="{across(hit):.0f}" cy="{up(turns):.0f}" r="4"/>')
    print(
        f'<a href="#keep_or_trim.at_{name}"><text class="ink" x="{across(hit) + 8:.0f}" y="{up(turns) - 8:.0f}" font-size="13">{turns}</text></a>'
    )
    print(
        f'<a href="#keep_or_trim.{name}"><text class="ink" x="{across(hit):.0f}" y="206" text-anchor="middle" font-size="13">{shown}</text></a>'
    )
print('<text class="ink" x="4" y="14" font-size="13">砍才划算的轮数（对数刻度）</text>')
print('<text class="ink" x="172" y="222" text-anchor="middle" font-size="13">命中价是输入价的几成</text>')
print("</svg>")
