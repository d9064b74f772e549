"""画图：从小铸的向量里读出来的纬度与经度，对照真的。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.probe import last_vectors, leave_one_out

model, tokenizer = checkpoint.load("pretrain")
PANELS = (
    (20, "南北方向上，", "latitude", "北", ("哈尔滨", "北京", "上海", "广州", "乌鲁木齐")),
    (300, "东西方向上，", "longitude", "东", ("乌鲁木齐", "成都", "广州", "北京", "哈尔滨")),
)


def word(x, y, text, colour="faint", anchor="middle", turn=""):
    print(f'<text class="{colour}" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="13"{turn}>{text}</text>')


label = "上下两幅散点图：读出来的纬度与经度都大致落在对角线上，上面一幅北方的城在右上，下面一幅东边的城在右上。"
print(f'<svg viewBox="0 0 340 560" style="max-width: 26rem" role="img" aria-label="{label}">')
for top, opening, field, side, named in PANELS:
    truth = np.array([getattr(c, field) for c in world.CITIES.values()])
    read = leave_one_out(last_vectors(model, tokenizer, [opening + c for c in world.CITIES]), truth)
    unit = lambda v: (v - truth.min()) / (truth.max() - truth.min())
    at = lambda v, w: (40 + 260 * unit(v), top + 215 - 200 * unit(w))
    (a, b), (c, d) = at(truth.min(), truth.min()), at(truth.max(), truth.max())
    print(f'<path class="line" stroke-dasharray="4 4" d="M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}"/>')
    for city, v, w in zip(world.CITIES, truth, read):
        x, y = at(v, w)
        print(f'<circle class="accent" cx="{x:.0f}" cy="{y:.0f}" r="3.5"/>')
        if city in named:
            word(*((x - 6, y + 4, city, "ink", "end") if x > 200 else (x + 6, y + 4, city, "ink", "start")))
    word(170, top + 245, f"真的位置：越右越靠{side} →")
    word(18, top + 115, "读出来的 →", turn=f' transform="rotate(-90 18 {top + 115})"')
print("</svg>")
