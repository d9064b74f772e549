"""画：同一组 logits 在三个温度下的概率。"""

from math import exp

logits = {"悉尼": 3.0, "堪培拉": 2.5, "墨尔本": 2.1}
panels = {"cold": (0.2, "cold_"), "neutral": (1, ""), "hot": (2, "hot_")}
colors, names = ("accent", "second", "third"), ("wrong", "right", None)


def softmax(temperature):
    exps = [exp(s / temperature) for s in logits.values()]
    return [e / sum(exps) for e in exps]


print('<svg viewBox="0 0 640 330" role="group" aria-label="三组柱子。低温时错答案悉尼几乎占满；温度一时约占一半；高温时三者接近，但悉尼仍是最高的一根。">')
for panel, (title, (temperature, prefix)) in enumerate(panels.items()):
    left = 20 + 215 * panel
    print(f'<text class="ink" x="{left + 84}" y="26" font-size="18" text-anchor="end">温度</text>')
    print(f'<a href="#temperature.{title}"><text class="ink" x="{left + 92}" y="26" font-size="18">{temperature}</text></a>')
    print(f'<line class="line" x1="{left}" y1="285" x2="{left + 185}" y2="285" stroke-width="1"/>')
    for i, (word, probability) in enumerate(zip(logits, softmax(temperature))):
        x, height = left + 8 + 62 * i, 215 * probability
        print(f'<rect class="{colors[i]}" x="{x}" y="{285 - height:.1f}" width="46" height="{height:.1f}"/>')
        print(f'<text class="ink" x="{x + 23}" y="306" font-size="14" text-anchor="middle">{word}{"（对）" if i == 1 else ""}</text>')
        if names[i]:
            number = f'<text class="ink" x="{x + 23}" y="{277 - height:.1f}" font-size="15" text-anchor="middle">{probability:.2f}</text>'
            print(f'<a href="#temperature.{prefix}{names[i]}">{number}</a>')
print("</svg>")
