"""画图：哪年出了什么，由 events.json 画。一事一行，从上往下；四列是论文、产品、权重、规则，看重心怎样往右移。"""

import json
from itertools import groupby

from bookkit import ROOT

events = json.loads((ROOT / "snippets/timeline/events.json").read_text("utf-8"))
SHAPES = {"论文": "M-4 -4H4V4H-4Z", "产品": "M0 -5L5 4H-5Z", "权重": "M0 -5L5 0L0 5L-5 0Z", "规则": "M-5 0H5M0 -5V5"}
LANES = {kind: 70 + 32 * i for i, kind in enumerate(SHAPES)}
TEXT, STEP, GAP = 186, 19, 6  # 字从哪里写起；一行多高；两年之间多隔多少
years = [(year, list(rows)) for year, rows in groupby(events, lambda event: event[0][:4])]
height = 36 + STEP * len(events) + GAP * len(years)
print(
    f'<svg viewBox="0 0 340 {height}" style="max-width: 32rem" role="img" aria-label="一事一行的点图，四列是论文、产品、权重、规则：2021 年之前全是论文，2022 年底起产品与权重多起来，近两年规则与停用也上了榜。">'
)


def mark(kind, y):
    """一件事的记号，画在它那一列。"""
    style = 'class="accent-line" stroke-width="2"' if kind == "规则" else 'class="accent"'
    return f'<path {style} transform="translate({LANES[kind]} {y})" d="{SHAPES[kind]}"/>'


for kind, x in LANES.items():
    print(f'<text class="ink" x="{x}" y="14" text-anchor="middle" font-size="13">{kind}</text>')
y = 30
for year, rows in years:
    print(
        f'<path class="line" d="M4 {y - STEP / 2 - GAP / 2:.0f}H336"/><text class="ink" x="4" y="{y + 5}" font-size="13">{year} 年</text>'
    )
    for _, kind, what, *_ in rows:
        print(
            f'{mark(kind, y)}<text class="ink" x="{TEXT}" y="{y + 5}" font-size="13">{what.split("：")[0].split("（")[0]}</text>'
        )
        y += STEP
    y += GAP
print("</svg>")
