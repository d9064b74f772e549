"""画：同一组 logits 在三个温度下的概率。"""

from math import exp

logits = {"悉尼": 3.0, "堪培拉（对）": 2.5, "墨尔本": 2.1}
panels = {"cold": (0.2, "cold_"), "neutral": (1, ""), "hot": (2, "hot_")}
colors, names = ("accent", "second", "third"), ("wrong", "right", "other")


def softmax(temperature):
    exps = [exp(s / temperature) for s in logits.values()]
    return [e / sum(exps) for e in exps]


print(
    '<svg viewBox="0 0 480 440" role="group" aria-label="三组横条。低温时错答案悉尼几乎占满；温度一时约占一半；高温时三者接近，但悉尼仍是最长的一根。">'
)
for panel, (name, (temperature, prefix)) in enumerate(panels.items()):
    top = 146 * panel
    print(f'<text class="ink" x="4" y="{top + 24}" font-size="20">温度</text>')
    print(
        f'<a href="#temperature.{name}"><text class="ink" x="52" y="{top + 24}" font-size="20">{temperature}</text></a>'
    )
    for i, (word, probability) in enumerate(zip(logits, softmax(temperature))):
        y = top + 36 + 34 * i
        print(f'<text class="ink" x="124" y="{y + 20}" font-size="18" text-anchor="end">{word}</text>')
        print(f'<rect class="{colors[i]}" x="134" y="{y}" width="{290 * probability:.1f}" height="26"/>')
        number = (
            f'<text class="ink" x="{140 + 290 * probability:.1f}" y="{y + 20}" font-size="18">{probability:.2f}</text>'
        )
        print(f'<a href="#temperature.{prefix}{names[i]}">{number}</a>')
print("</svg>")
