"""画图：压到四位之后快几倍，随同时用的人数怎么掉。与 speedup_by_batch.py 同一个算法。"""

from math import log2

COMPUTE, BANDWIDTH, CARD = 989e12 * 0.6, 3.35e12, 80e9
parameters, cache = 8.03e9, 128 * 1024


def load(people, bits, context, kv):
    return parameters * bits / 8 + people * context * cache * kv


def step(people, bits, context, kv):
    return max(load(people, bits, context, kv) / BANDWIDTH, people * 2 * parameters / COMPUTE)


across = lambda people: 40 + 29 * log2(people)
up = lambda gain: 200 - 62 * (gain - 1)
print(
    '<svg viewBox="0 0 340 246" style="max-width: 30rem" role="group" aria-label="折线图：一个人用时四位快得多，人越多越不快；各人的缓存当成零时，一百多人之后完全不快；每人历史很长、缓存不压时，掉得更早。">'
)
print('<path class="line" d="M40 20V200H312"/>')
for context, kv, name, shape, (x, y) in (
    (False, True, "缓存当成零", "", (150, 36)),
    (2048, True, "每人历史很长", 'stroke-dasharray="7 4" ', (56, 150)),
    (2048, 0.5, "缓存也压一半", 'stroke-dasharray="2 4" ', (234, 72)),
):
    gains = [
        (n, step(n, 16, context, 1) / step(n, 4.5, context, kv))
        for n in (1, 2, 4, 8, 16, 32, 64, 96, 128, 178, 238, 512)
        if load(n, 16, context, 1) <= CARD  # 半精度装不下的，没得比，线断在那里
    ]
    points = " ".join(f"{across(n):.0f},{up(g):.0f}" for n, g in gains)
    print(f'<polyline class="accent-line" {shape}stroke-width="2.5" points="{points}"/>')
    print(f'<text class="ink" x="{x}" y="{y}" font-size="13">{name}</text>')
for people, name in ((1, "alone"), (64, "some"), (128, "many")):
    gain = step(people, 16, False, True) / step(people, 4.5, False, True)
    print(f'<circle class="accent" cx="{across(people):.0f}" cy="{up(gain):.0f}" r="4"/>')
    print(
        f'<a href="#speedup_by_batch.{name}"><text class="ink" x="{across(people) + 7:.0f}" y="{up(gain) - 6:.0f}" font-size="13">{gain:.2f}</text></a>'
    )
print('<text class="ink" x="4" y="14" font-size="13">比半精度快几倍</text>')
print('<text class="ink" x="40" y="218" font-size="13">一个人</text>')
print('<text class="ink" x="312" y="218" text-anchor="end" font-size="13">几百人同时</text>')
print('<text class="ink" x="176" y="238" text-anchor="middle" font-size="13">同时用的人数（每格翻一番）→</text>')
print("</svg>")
