"""裁判先量自己：偏爱排在前面的，会判出多大的差？换位判两遍不一致算平，看得出偏心吗？两份一样好，精确算。"""

from itertools import product

pairs = 200  # 题数
FAIR, STRONG = 0.0, 0.3  # 裁判有这么大的机会不看内容、直接选前面的
HALF = 0.5  # 一样好的两份，看内容选甲的机会


def win_rate(bias, first_share):
    """甲的胜率。first_share：甲排在前面的比例。"""
    return (1 - bias) * HALF + bias * first_share


def differ(bias, steady, swap):
    """判两遍，两遍不一致的比例。swap：第二遍换位，不然原样重判。

    steady：这么大一部分题上，裁判两遍扔的是同一把骰子（温度零的裁判近于一）；其余的题上各扔各的。
    """
    total = 0
    for lazy, again, likes, later in product((False, True), repeat=4):
        chance = HALF * HALF  # 两遍看内容各选谁
        for skipped in (lazy, again):
            chance *= bias if skipped else 1 - bias
        first = lazy or likes  # 头一遍甲在前：偷懒就选甲
        fresh = (not swap) if again else later
        total += (1 - steady) * chance * (first != fresh)
        same = (not swap) if lazy else likes  # 同一把骰子
        total += steady * chance * (first != same)
    return total


print("偏心　两遍同骰　甲在前　甲在后　原样重判不一致　换位重判不一致")
for bias, steady in product((FAIR, 0.1, STRONG), (FAIR, HALF, 1)):
    cells = win_rate(bias, True), win_rate(bias, False), differ(bias, steady, False), differ(bias, steady, True)
    print(f"{bias:.1f}　　{steady:.1f}　　　", "　　".join(f"{cell:.3f}" for cell in cells))
noise = 1.96 * (HALF * HALF / pairs) ** 0.5
print(f"bias={STRONG}")
print(f"always_first={win_rate(STRONG, True):.2f}")
print(f"half_first={win_rate(STRONG, HALF):.2f}")
print(f"noise={noise:.3f}")
print(f"tie={differ(STRONG, False, True):.2f}")
print(f"tie_fair={differ(FAIR, False, True):.2f}")
print(f"tie_steady={differ(STRONG, True, True):.2f}")
print(f"tie_fair_steady={differ(FAIR, True, True):.2f}")
print(f"gap={win_rate(STRONG, True) - win_rate(STRONG, False):.2f}")
