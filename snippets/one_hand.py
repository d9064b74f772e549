"""只有一根表针时，分数就是夹角的余弦：转满一圈，远的与近的分不清。"""

from math import cos

BASE, SIZE = 10000, 16


def one(distance):
    """只用最快的一根针：相隔 distance 格的两个相同的词，分数是多少。"""
    return cos(distance)


def many(distance):
    """一整排针的平均。"""
    hands = SIZE // 2
    return sum(cos(distance / BASE ** (hand / hands)) for hand in range(hands)) / hands


for distance in range(8):
    print(f"相隔 {distance} 格：一根针 {one(distance):+.2f}　一排针 {many(distance):+.2f}")

adjacent, lap = 1, 6  # 六格将近一圈
print(f"one_same={one(0):.2f}")
print(f"one_adjacent={one(adjacent):.2f}")
print(f"one_lap={one(lap):.2f}")
print(f"many_same={many(0):.2f}")
print(f"many_adjacent={many(adjacent):.2f}")
print(f"many_lap={many(lap):.2f}")
