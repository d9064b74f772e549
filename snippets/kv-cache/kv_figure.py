"""画图：换掉一个词、或在最前面插一个词，小铸各层各处存下的键与值变了多少；颜色越深变得越多（二十座城的平均）。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.chat import text_prompt
from xiaozhu.world import CITIES

model, tokenizer = checkpoint.load("pretrain")
CELL, LEFT = 34, 78
WORDS = ("明天", "城", "下雨", "，", "出门记得", "打伞", "。", "小明住在", "苏州")


def caches(cities, before=""):
    """每座城一句，读完之后每层的键与值，(N, 头, 词, 宽)。不要句首的标记与插进去的词。"""
    cache = []
    ids = [text_prompt(tokenizer, f"{before}明天{c}下雨，出门记得打伞。小明住在苏州") for c in cities]
    model.step(np.array(ids), cache)
    return [x[:, :, -len(WORDS) :] for pair in cache for x in pair]


def change(old, new):
    """每个词平均变了几成。"""
    norm = lambda x: np.sqrt((x**2).sum((1, 3)))
    return (norm(old - new) / norm(old)).mean(0)


def panel(top, title, new):
    print(f'<text class="ink" x="4" y="{top}" font-size="15">{title}</text>')
    for row, (old, changed) in enumerate(zip(caches(cities), new)):
        y = top + 12 + CELL * row + 8 * (row // 2)
        name = f"{'一二'[row // 2]}层的{'键值'[row % 2]}"
        print(f'<text class="ink" x="{LEFT - 8}" y="{y + 21}" text-anchor="end" font-size="14">{name}</text>')
        for column, share in enumerate(change(old, changed)):
            box = f'x="{LEFT + CELL * column}" y="{y}" width="{CELL - 3}" height="{CELL - 3}"'
            print(f'<rect class="faint" opacity="0.15" {box}/>')
            if share > 0.001:
                print(f'<rect class="accent" opacity="{min(1, 0.15 + 1.7 * share):.2f}" {box}/>')


cities = list(CITIES)
label = (
    "两块格子，各四行，一行一层的键或值，一列一个词。上块换掉城名：第一层只有城名那一格变，第二层从城名往后都变；"
    "下块最前面插一个词：第一层的键都变而值不变，第二层的键与值都变。"
)
print(f'<svg viewBox="0 0 390 462" style="max-width: 30rem" role="img" aria-label="{label}">')
panel(18, "换掉城名，位置都没动", caches(cities[1:] + cities[:1]))
panel(206, "最前面插一个词，位置都挪了一位", caches(cities, "我记得"))
for column, word in enumerate(WORDS):
    for line, letter in enumerate(word):
        x, y = LEFT + CELL * column + CELL / 2 - 2, 380 + 18 * line
        print(f'<text class="ink" x="{x:.0f}" y="{y}" text-anchor="middle" font-size="14">{letter}</text>')
print("</svg>")
