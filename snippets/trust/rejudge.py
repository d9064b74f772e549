"""「没过的再判一遍」会抬高分数：裁判会错，三种复核规则各报出多少。精确算，不抽样。"""

from itertools import product
from statistics import mode

true, error = 0.70, 0.15  # 真正合格的比例；裁判判反的概率，每次独立


def passed(rule, good, error):
    """一份回答最后算合格的概率。good：它真合格吗。"""
    total = 0
    for flips in product((False, True), repeat=3):
        votes = [good ^ flip for flip in flips]
        chance = 1
        for flip in flips:
            chance *= error if flip else 1 - error
        total += chance * rule(votes)
    return total


RULES = {
    "只判一次": lambda v: next(iter(v)),
    "没过的再判一次": lambda v: any(v[:2]),
    "没过的再判，最多三次": lambda v: any(v),
    "人人三判取多数": mode,
}


def reported(rule, true=true, error=error):
    """报出的合格率。"""
    return true * passed(rule, True, error) + (1 - true) * passed(rule, False, error)


for name, rule in RULES.items():
    cells = "　".join(f"{reported(rule, error=e):.3f}" for e in (0, 0.05, error, 0.3))
    print(f"{name}：裁判错 0、0.05、{error}、0.3 时报 {cells}")
once, twice, thrice, majority = (reported(rule) for rule in RULES.values())
worse = 0.62
print(f"真分更低的一家（{worse}），没过的再判一次：{reported(RULES['没过的再判一次'], worse):.3f}")
print(f"{true=}")
print(f"once={once:.2f}")
print(f"twice={twice:.2f}")
print(f"thrice={thrice:.2f}")
print(f"majority={majority:.2f}")
print(f"{worse=}")
print(f"worse_twice={reported(RULES['没过的再判一次'], worse):.2f}")
print(f"perfect={reported(RULES['没过的再判一次'], error=0):.2f}")
