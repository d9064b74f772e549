"""画图：从小铸的向量里读出来的纬度与经度，对照真的。"""

from dataclasses import replace

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.chat import text_prompt
from xiaozhu.model import Model

model, tokenizer = checkpoint.load("pretrain")
shallow = Model(replace(model.config, layers=2), model.parameters)
LABELLED = ("哈尔滨", "北京", "成都", "上海", "广州", "拉萨", "乌鲁木齐", "昆明")


def guesses(opening, truth):
    """每座城藏起来一次，用其余的配直线，猜它。"""
    x = np.stack([shallow.hidden(np.array([text_prompt(tokenizer, opening + c)])).value[0, -1] for c in world.CITIES])
    x, out = (x - x.mean(0)) / (x.std(0) + 1e-6), []
    for i in range(len(truth)):
        kept = np.arange(len(truth)) != i
        mean = truth[kept].mean()
        out.append(x[i] @ x[kept].T @ np.linalg.solve(x[kept] @ x[kept].T + 30 * np.eye(kept.sum()), truth[kept] - mean) + mean)
    return np.array(out)


print('<svg viewBox="0 0 480 250" role="img" aria-label="两幅散点图：读出来的纬度与经度都大致落在对角线上，北方的城在右上，南方的在左下。">')
for left, opening, field, name in ((20, "南北方向上，", "latitude", "越靠北 →"), (260, "东西方向上，", "longitude", "越靠东 →")):
    truth = np.array([getattr(c, field) for c in world.CITIES.values()])
    read = guesses(opening, truth)
    low, high = truth.min(), truth.max()
    at = lambda v, w: (left + 12 + 176 * (v - low) / (high - low), 200 - 176 * (w - low) / (high - low))
    (a, b), (c, d) = at(low, low), at(high, high)
    print(f'<path class="line" stroke-dasharray="4 4" d="M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}"/>')
    for city, v, w in zip(world.CITIES, truth, read):
        x, y = at(v, w)
        print(f'<circle class="accent" cx="{x:.0f}" cy="{y:.0f}" r="3.5"/>')
        if city in LABELLED:
            end = x > left + 120
            print(f'<text class="ink" x="{x + (-6 if end else 6):.0f}" y="{y + 4:.0f}" font-size="11" text-anchor="{"end" if end else "start"}">{city}</text>')
    print(f'<text class="faint" x="{left + 100}" y="238" text-anchor="middle" font-size="12">{name}</text>')
print("</svg>")
