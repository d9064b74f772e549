"""要多少道题，才分得出五个百分点？两组各考各的，与同一批题成对地考，各要几道。"""

from math import ceil, sqrt
from statistics import NormalDist

Z, POWER = 1.96, 0.84  # 95% 的区间；想有八成机会看见，误差条要再窄这么多个标准差
first, second = 0.80, 0.85  # 两个模型真正的正确率
gap = second - first


def half_width(rate, questions):
    """一个正确率的误差条，单侧。"""
    return Z * sqrt(rate * (1 - rate) / questions)


def independent(questions):
    """两组各考各的，差的误差条。"""
    return sqrt(half_width(first, questions) ** 2 + half_width(second, questions) ** 2)


def paired(questions, both):
    """同一批题：只有「一个对一个错」的题算数。both 是两个都对的比例。"""
    lost, won = first - both, second - both
    return Z * sqrt((lost + won - gap**2) / questions)


def enough(width, times=1.0):
    """误差条的 times 倍不超过差距，最少要几题：误差条与题数的平方根成反比。"""
    return ceil((width(1) * times / gap) ** 2)


print("题数　一个正确率的误差条　两组的差　成对的差（各对各的｜多半一起对）")
chance, alike = first * second, 0.78  # 互不相干时两个都对的比例；多半一起对时的
for questions in (100, 200, 500, 2000):
    cells = half_width(first, questions), independent(questions), paired(questions, chance), paired(questions, alike)
    print(f"{questions:4}　", "　".join(f"±{cell:.1%}" for cell in cells))
print("两个都对的比例　对错的相关　成对要几题（看见差距的机会一半｜八成）")
spread = sqrt(first * (1 - first) * second * (1 - second))
seen = (Z + POWER) / Z
for both in (0.66, chance, 0.72, 0.75, alike, first):
    pair = lambda n: paired(n, both)
    print(f"{both:.2f}　{(both - chance) / spread:5.2f}　{enough(pair)}｜{enough(pair, seen)}")
few = 100
print(f"power={NormalDist().cdf(POWER):.0%}")
print(f"{few=}")
print(f"hundred={half_width(first, few):.1%}")
print(f"five_hundred={half_width(first, 500):.1%}")
print(f"shown={gap:.0%}")
print(f"first={first:.0%}")
print(f"second={second:.0%}")
print(f"independent={enough(independent)}")
print(f"powered={enough(independent, seen)}")
print(f"paired_chance={enough(lambda n: paired(n, chance))}")
print(f"paired={enough(lambda n: paired(n, alike))}")
print(f"paired_powered={enough(lambda n: paired(n, alike), seen)}")
