"""画图：小铸的预训练，损失一步步越过几把不训练的尺，最后贴着真实熵（三个种子的平均；为了画得密，步数减到四分之一）。"""

from math import log10

from xiaozhu.experiments import result

measured = result("pretrain_curve")
mean = lambda key: sum(measured[key]) / len(measured[key])
steps = sorted(int(key.split("_")[1]) for key in measured if key.startswith("held_"))
across = lambda step: 40 + 88 * log10(max(step, 5) / 5)
up = lambda loss: 26 + 27 * (6.5 - loss)
RULERS = {
    "uniform": "均匀地猜",
    "unigram": "只看词频",
    "bigram": "只看前一个",
    "trigram": "只看前两个",
    "entropy": "真实熵",
}

print(
    '<svg viewBox="0 0 340 225" style="max-width: 30rem" role="img" aria-label="折线图：损失从均匀地猜那条线起，先越过只看词频，再越过只看前一个、只看前两个，最后平平地贴近真实熵。">'
)
for key, name in RULERS.items():
    y = up(mean(key))
    print(f'<path class="line" stroke-dasharray="4 4" d="M40 {y:.0f}H245"/>')
    print(f'<text class="ink" x="250" y="{y + (9 if key == "entropy" else 1):.0f}" font-size="13">{name}</text>')
points = " ".join(f"{across(s):.0f},{up(mean(f'held_{s}')):.1f}" for s in steps)
print(f'<polyline class="accent-line" stroke-width="2.5" points="{points}"/>')
print('<text class="ink" x="8" y="14" font-size="13">损失</text>')
print('<text class="ink" x="142" y="214" text-anchor="middle" font-size="13">练得越来越久 →</text>')
print("</svg>")
