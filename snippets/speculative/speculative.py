"""投机解码为什么不改输出的分布：小的先猜两个词，大的一遍核对；每一种结局的概率精确地加起来，不抽样。"""

from fractions import Fraction
from itertools import product

WORDS, DRAFT = range(3), 2  # 三个词的小世界；一次猜几个


def table(*rows):
    """每行是「上一个词是它时」下一个词的概率，十分之几。"""
    return [[Fraction(x, sum(row)) for x in row] for row in rows]


large = table((7, 2, 1), (2, 5, 3), (2, 6, 2))
small = table((4, 4, 2), (3, 3, 4), (2, 5, 3))


def leftover(p, q):
    """被拒之后从哪里重抽：p 比 q 多出来的部分，归一。"""
    more = [max(a - b, 0) for a, b in zip(p, q)]
    return [x / sum(more) for x in more]


def one_round(p, q, redraw=leftover, left=DRAFT, last=WORDS[0]):
    """从词 last 之后写一轮，还能猜 left 个：{写出的词: 概率}。p 是大的，q 是小的。"""
    if not left:  # 全收下了：大的这一遍已算出再下一个词的概率，白送一个
        return {(x,): p[last][x] for x in WORDS}
    ends = {}
    for x in WORDS:
        accept = min(1, p[last][x] / q[last][x])
        for tail, chance in one_round(p, q, redraw, left - 1, x).items():
            ends[(x, *tail)] = ends.get((x, *tail), 0) + q[last][x] * accept * chance
        if reject := 1 - accept:  # 没收下：当场重抽一个，这一轮到此为止
            for y, chance in enumerate(redraw(p[last], q[last])):
                ends[(y,)] = ends.get((y,), 0) + q[last][x] * reject * chance
    return ends


def first_two(ends, p):
    """头两个词的联合分布；这一轮只写出一个的，下一个由 p 接着写。"""
    total = {pair: Fraction() for pair in product(WORDS, repeat=2)}
    for words, chance in ends.items():
        for y in WORDS if len(words) < 2 else words[1:2]:
            total[words[0], y] += chance * (p[words[0]][y] if len(words) < 2 else 1)
    return total


def off(ends, p):
    """离大的自己写差多远：全变差距离，零是一模一样，一是毫不相干。"""
    alone = {(x, y): p[WORDS[0]][x] * p[x][y] for x, y in product(WORDS, repeat=2)}
    return sum(abs(chance - alone[pair]) for pair, chance in first_two(ends, p).items()) / 2


def length(ends):
    """一轮平均写出几个词。"""
    return sum(len(words) * chance for words, chance in ends.items())


keep = lambda p, q: sum(map(min, p, q))  # 收下的概率：两张表重叠的面积
start = lambda ends: [sum(c for words, c in ends.items() if words[0] == x) for x in WORDS]
worst = table((1, 1, 18), (18, 1, 1), (18, 1, 1))  # 对照：几乎总猜错的小的
flat = [large[0]] * len(WORDS), [small[0]] * len(WORDS)  # 对照：不看上文，每处收下的概率都一样，教科书的公式才严格成立
right, wrong, bad = one_round(large, small), one_round(large, small, lambda p, q: p), one_round(large, worst)
print("头一个词，大的自己写：", *(f"{float(x):.3f}" for x in large[0]))
for label, ends in (("照规矩核对", right), ("拒了就从大的重抽", wrong), ("换上几乎总猜错的", bad)):
    print(f"{label}：", *(f"{float(x):.3f}" for x in start(ends)), f"　一轮写出 {float(length(ends)):.4f} 个")

rate = keep(large[0], small[0])
print(f"off={float(off(right, large)):.4f}")
print(f"off_bad={float(off(bad, large)):.4f}")
print(f"off_wrong={float(off(wrong, large)):.4f}")
print(f"favourite={float(large[0][0]):.2f}")
print(f"favourite_wrong={float(start(wrong)[0]):.2f}")
print(f"rate={float(rate):.2f}")
print(f"formula={float((1 - rate ** (DRAFT + 1)) / (1 - rate)):.2f}")
print(f"flat_length={float(length(one_round(*flat))):.2f}")
print(f"length={float(length(right)):.2f}")
print(f"length_bad={float(length(bad)):.2f}")
