"""只有一根表针时，分数就是夹角的余弦：转满几圈，远的与近的分不清。"""

from math import cos

BASE, HANDS = 10000, 8


def one(distance):
    """只用最快的一根针：相隔 distance 格的两个相同的词，分数是多少。"""
    return cos(distance)


def many(distance):
    """一整排针的平均：第 hand 根的转速是 1 / BASE ** (hand / HANDS)。"""
    return sum(cos(distance / BASE ** (hand / HANDS)) for hand in range(HANDS)) / HANDS


adjacent, laps = 1, 44  # 四十四格，几乎正好七圈
for distance in (0, adjacent, 2, 3, 6, laps):
    print(f"相隔 {distance} 格：一根针 {one(distance):+.2f}　一排针 {many(distance):+.2f}")
print(f"one_adjacent={one(adjacent):.4f}")
print(f"one_laps={one(laps):.4f}")
print(f"many_adjacent={many(adjacent):.4f}")
print(f"many_laps={many(laps):.4f}")
print(f"many_two={many(2):.2f}")
print(f"many_six={many(6):.2f}")
