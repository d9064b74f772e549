"""把窗口拉到训练长度之外：直接外推、压缩位置、换大底数，各有几根针到了没去过的方向。"""

from math import tau

SIZE = 128
TRAINED, WANTED = 8192, 32768
HANDS = range(SIZE // 2)
BASE, WIDE = 10000, 500000


def angle(hand, position, base=BASE):
    """第 hand 根针在 position 处转到的角度，弧度。"""
    return position / base ** (2 * hand / SIZE)


def unseen(last, base=BASE):
    """一路走到 last，有几根针到过训练时没到过的方向。转满过一圈的针，什么方向都见过。"""
    reached = [(angle(h, TRAINED), angle(h, last, base)) for h in HANDS]
    return sum(trained < tau and now > trained for trained, now in reached)


wanted, scale, slowest = WANTED, TRAINED / WANTED, HANDS[-1]
print(f"{wanted=}")
print(f"{scale=}")
print(f"extrapolated={unseen(WANTED)}")
print(f"interpolated={unseen(WANTED * scale)}")
print(f"rebased={unseen(WANTED, WIDE)}")
print(f"slowest_trained={angle(slowest, TRAINED):.4f}")
print(f"slowest_extrapolated={angle(slowest, WANTED):.4f}")
print(f"slowest_interpolated={angle(slowest, WANTED * scale):.4f}")
print(f"slowest_rebased={angle(slowest, WANTED, WIDE):.4f}")
