"""要多少道题，才分得出五个百分点？两组各考各的，与同一批题成对地考，各要几道。"""

from math import ceil, sqrt

Z = 1.96  # 95% 的区间
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


def enough(width):
    """误差条窄到不超过差距本身，最少要几题：误差条与题数的平方根成反比。"""
    return ceil((width(1) / gap) ** 2)


print("题数　一个正确率的误差条　两组的差　成对的差（各对各的｜多半一起对）")
chance, alike = first * second, 0.78  # 互不相干时两个都对的比例；多半一起对时的
for questions in (100, 200, 500, 2000):
    cells = half_width(first, questions), independent(questions), paired(questions, chance), paired(questions, alike)
    print(f"{questions:4}　", "　".join(f"±{cell:.1%}" for cell in cells))
few = 100
print(f"{few=}")
print(f"hundred={half_width(first, few):.1%}")
print(f"five_hundred={half_width(first, 500):.1%}")
print(f"independent={enough(independent)}")
print(f"paired_chance={enough(lambda n: paired(n, chance))}")
print(f"paired={enough(lambda n: paired(n, alike))}")
print(f"shown={gap:.0%}")
# 「误差条不盖住零」只有一半的机会看见：想有八成机会看见，误差条要再窄
print(f"powered={ceil(enough(independent) * ((Z + 0.84) / Z) ** 2)}")
