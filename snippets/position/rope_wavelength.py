"""表针转一圈要走多少个位置：最快的与最慢的，底数小时与底数大时。"""

from math import tau

SIZE = 128  # Llama-3-8B 每个头的坐标数，合六十四根表针


def lap(base, hand):
    """第 hand 根表针转满一圈要走过的位置数。"""
    return tau * base ** (2 * hand / SIZE)


hands = SIZE // 2
base, wide = 10000, 500000
fastest = lap(base, 0)
slowest = lap(base, hands - 1)
slowest_wide = lap(wide, hands - 1)
print(f"{hands=}")
print(f"{base=}")
print(f"{wide=}")
print(f"{fastest=:.4f}")
print(f"{slowest=:.0f}")
print(f"{slowest_wide=:.0f}")

# 训练只见过前 8192 个位置：在这段路上，有几根表针连一圈都没走完？
trained = 8192
partial = sum(lap(base, hand) > trained for hand in range(hands))
print(f"{trained=}")
print(f"{partial=}")
partial_wide = sum(lap(wide, hand) > trained for hand in range(hands))
print(f"{partial_wide=}")
