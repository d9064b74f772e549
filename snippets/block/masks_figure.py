"""画图：三种结构里，谁看得见谁。一行是一个词，涂上的格子是它看得见的词。"""

CELL = 20


def grid(left, top, rows, columns, sees):
    """画 rows × columns 的格子，sees(行, 列) 为真的涂色。"""
    for i in range(rows):
        for j in range(columns):
            x, y = left + j * CELL, top + i * CELL
            colour = "accent" if sees(i, j) else "line"
            print(f'<rect class="{colour}" x="{x}" y="{y}" width="{CELL - 3}" height="{CELL - 3}"/>')


def word(x, y, text, colour="ink", size=15):
    print(f'<text class="{colour}" x="{x}" y="{y}" text-anchor="middle" font-size="{size}">{text}</text>')


everything, causal = (lambda i, j: True), (lambda i, j: j <= i)
label = (
    "三种结构的目光：仅编码器每个词都看得见全部；仅解码器每个词只看得见自己与左边；"
    "编码器-解码器里，原文全看，译文只看左边，同时看全部原文。"
)
print(f'<svg viewBox="0 0 340 330" style="max-width: 24rem" role="img" aria-label="{label}">')
word(70, 18, "仅编码器")
grid(30, 30, 4, 4, everything)
word(70, 132, "每个词看全部", "faint", 14)
word(70, 205, "仅解码器")
grid(30, 217, 4, 4, causal)
word(70, 319, "只看自己与左边", "faint", 14)
word(246, 18, "编码器-解码器")
grid(155, 50, 4, 4, everything)
word(195, 44, "原文看原文", "faint", 14)
grid(155, 170, 4, 4, everything)
word(195, 164, "译文看原文", "faint", 14)
grid(255, 170, 4, 4, causal)
word(295, 164, "译文看译文", "faint", 14)
word(246, 275, "先把原文读完，", "faint", 14)
word(246, 295, "再边看原文边写", "faint", 14)
print("</svg>")
