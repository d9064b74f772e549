"""位置插值：把没见过的位置压回见过的范围，代价是相邻的词靠得更近。"""

from math import tau

SIZE, BASE = 128, 10000
TRAINED, WANTED = 8192, 32768


def farthest(hand, scale):
    """第 hand 根针在窗口末尾转到的角度，弧度。scale 是位置乘上的比例。"""
    return WANTED * scale / BASE ** (2 * hand / SIZE)


def seen(hand):
    """训练时这根针到过的最大角度；转满一圈的，什么方向都见过。"""
    return TRAINED / BASE ** (2 * hand / SIZE)


def unseen(scale):
    """末尾的方向从没见过的针有几根。"""
    return sum(seen(h) < tau and farthest(h, scale) > seen(h) for h in range(SIZE // 2))


wanted, scale = WANTED, TRAINED / WANTED
extrapolated, interpolated = unseen(1), unseen(scale)
print(f"{wanted=}")
print(f"{extrapolated=}")
print(f"{scale=}")
print(f"{interpolated=}")
