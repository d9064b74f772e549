"""画图：哪一年发生了什么，由 events.json 画。一年一行，从上往下。"""

import json
from itertools import groupby

from bookkit import ROOT

events = json.loads((ROOT / "snippets/timeline/events.json").read_text("utf-8"))
SHAPES = {"论文": "M-4 -4H4V4H-4Z", "产品": "M0 -5L5 4H-5Z", "权重": "M0 -5L5 0L0 5L-5 0Z", "规则": "M-5 0H5M0 -5V5"}
years = [(year, list(rows)) for year, rows in groupby(events, lambda event: event[0][:4])]
STEP = 30
height = 40 + STEP * len(years) + 24
print(
    f'<svg viewBox="0 0 340 {height}" style="max-width: 30rem" role="img" aria-label="一年一行的点图：前几年几乎全是论文，2022 年底起产品与权重多起来，近两年停用与规则也上了榜。">'
)
for i, (year, rows) in enumerate(years):
    y = 24 + STEP * i
    print(f'<text class="ink" x="4" y="{y + 5}" font-size="14">{year} 年</text><path class="line" d="M62 {y}H330"/>')
    for day, kind, *_ in rows:
        month, date = int(day[5:7]), int(day[8:])
        x = 66 + 260 * ((month - 1) * 30 + date - 1) / 365
        style = 'class="accent-line" stroke-width="2"' if kind == "规则" else 'class="accent"'
        print(f'<path {style} transform="translate({x:.0f} {y})" d="{SHAPES[kind]}"/>')
y = 24 + STEP * len(years) + 12
for i, (kind, shape) in enumerate(SHAPES.items()):
    style = 'class="accent-line" stroke-width="2"' if kind == "规则" else 'class="accent"'
    print(f'<path {style} transform="translate({70 + 64 * i} {y})" d="{shape}"/>')
    print(f'<text class="ink" x="{80 + 64 * i}" y="{y + 5}" font-size="13">{kind}</text>')
print("</svg>")
