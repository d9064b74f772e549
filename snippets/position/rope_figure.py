"""画：三根转速不同的表针，走过五个位置。"""

from math import cos, pi, sin

BASE, HANDS, POSITIONS, SHOWN = 10000, 8, 5, (0, 1, 2)
names, colors = ("最快的针", "第二根", "第三根"), ("accent", "second", "third")

print(
    '<svg viewBox="0 0 520 330" role="img" aria-label="三行五列的表盘，都从十二点起。第一行的针每走一个位置转将近六分之一圈，第二行慢一些，第三行几乎不动。">'
)
for row, (hand, name, color) in enumerate(zip(SHOWN, names, colors)):
    y = 45 + 92 * row
    print(f'<text class="{color}" x="4" y="{y + 7}" font-size="20">{name}</text>')
    for position in range(POSITIONS):
        x, angle = 145 + 83 * position, position / BASE ** (hand / HANDS) - pi / 2
        tip = f'x2="{x + 30 * cos(angle):.1f}" y2="{y + 30 * sin(angle):.1f}"'
        print(f'<circle class="line" cx="{x}" cy="{y}" r="36" stroke-width="1.5"/>')
        print(f'<line class="{color}-line" x1="{x}" y1="{y}" {tip} stroke-width="4" stroke-linecap="round"/>')
for position, word in enumerate("狗咬了一人"):
    print(f'<text class="ink" x="{145 + 83 * position}" y="315" font-size="22" text-anchor="middle">{word}</text>')
print("</svg>")
