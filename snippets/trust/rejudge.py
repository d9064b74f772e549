"""「没过的再判一遍」会抬高分数：裁判会错，几种复核规则各报出多少。精确算，不抽样。"""

from itertools import product
from statistics import mode

true, error = 0.70, 0.15  # 真正合格的比例；裁判判反的概率
worse = 0.62  # 另一家，真分更低


def passed(rule, good, error, stuck):
    """一份回答最后算合格的概率。good：它真合格吗。stuck：这么大一部分回答，裁判判几次都一样；其余的每次独立。"""
    total = 0
    for flips in product((False, True), repeat=3):
        votes = [good ^ flip for flip in flips]
        chance = 1
        for flip in flips:
            chance *= error if flip else 1 - error
        same = [next(iter(votes))] * len(votes)
        total += chance * ((1 - stuck) * rule(votes) + stuck * rule(same))
    return total


RULES = {
    "只判一次": lambda v: next(iter(v)),
    "没过的再判一次": lambda v: any(v[:2]),
    "没过的再判，最多三次": lambda v: any(v),
    "人人三判取多数": mode,
}


def reported(rule, true=true, error=error, stuck=0):
    """报出的合格率。"""
    return true * passed(rule, True, error, stuck) + (1 - true) * passed(rule, False, error, stuck)


for name, rule in RULES.items():
    cells = "　".join(f"{reported(rule, error=e):.3f}" for e in (0, 0.05, error, 0.3))
    print(f"{name}：裁判错 0、0.05、{error}、0.3 时报 {cells}")
    cells = "　".join(f"{reported(rule, stuck=s):.3f}" for s in (0, 0.5, 1))
    print(
        f"　错 {error}，其中判几次都错一样的占 0、0.5、1 时报 {cells}；真分 {worse} 的一家报 {reported(rule, worse):.3f}"
    )
once, twice, thrice, majority = (reported(rule) for rule in RULES.values())
print(f"{true=}")
print(f"once={once:.2f}")
print(f"twice={twice:.2f}")
print(f"thrice={thrice:.2f}")
print(f"majority={majority:.2f}")
print(f"{worse=}")
print(f"worse_once={reported(RULES['只判一次'], worse):.2f}")
print(f"worse_twice={reported(RULES['没过的再判一次'], worse):.2f}")
print(f"perfect={reported(RULES['没过的再判一次'], error=0):.2f}")
print(f"stuck={reported(RULES['没过的再判一次'], stuck=1):.2f}")
