"""画图：同一批训练，全体的正确率是平缓的，分开难度看，中等的最陡、少见的更晚（三个种子的平均）。"""

from math import log10

from xiaozhu.experiments import result

CELLS = ("d4_100", "d4_400", "d8_400", "d16_400", "d32_400", "d32_1600", "d64_1600")
measured = result("emergence")
mean = lambda what, cell: sum(v := measured[f"{what}_{cell}"]) / len(v)
lowest = log10(mean("flops", CELLS[0]))
across = lambda cell: 40 + 58 * (log10(mean("flops", cell)) - lowest)
up = lambda share: 186 - 150 * share
LINES = {  # 量什么: (颜色, 名字, 标签往下挪几格)
    "right_common": ("line", "ink", "常见的题", -4),
    "right": ("accent-line", "accent", "全体", 18),
    "right_middle": ("second-line", "second", "中等的题", 10),
    "right_rare": ("third-line", "third", "少见的题", 4),
    "sheet_20": ("line", "ink", "连对才算", 4),
}

print(
    '<svg viewBox="0 0 340 226" style="max-width: 30rem" role="img" aria-label="折线图：全体正确率缓缓上升；常见的一段很快就满分，中等的一段陡升，少见的一段更晚才升；要一连许多题全对才算的那条，到后面才离开零。">'
)
print('<path class="line" d="M40 24V186H240"/>')
print('<text class="ink" x="8" y="16" font-size="13">正确率</text>')
for what, (line, colour, name, down) in LINES.items():
    points = " ".join(f"{across(cell):.0f},{up(mean(what, cell)):.1f}" for cell in CELLS)
    dash = ' stroke-dasharray="4 4"' if what == "sheet_20" else ""
    print(f'<polyline class="{line}" stroke-width="{3.5 if what == "right" else 2}"{dash} points="{points}"/>')
    print(
        f'<text class="{colour}" x="{across(CELLS[-1]) + 8:.0f}" y="{up(mean(what, CELLS[-1])) + down:.0f}" font-size="13">{name}</text>'
    )
print('<text class="ink" x="138" y="210" text-anchor="middle" font-size="13">算力从小到大，按对数 →</text>')
print("</svg>")
