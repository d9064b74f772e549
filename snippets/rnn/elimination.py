"""只记得有哪几个答案、不记得谁配谁：靠排除法，四道题平均能蒙对多少？"""

from fractions import Fraction
from functools import cache
from itertools import product

VALUES = 12


@cache
def guess(left):
    """剩下的答案里猜最多的那个，猜中就划掉；返回后面各题猜中的期望道数。left 是剩下的各个值的个数。"""
    if not left:
        return Fraction(0)
    total = sum(left)
    best = Fraction(max(left), total)
    rest = Fraction(0)
    for i, count in enumerate(left):  # 揭晓的是哪个，就划掉哪个
        after = tuple(sorted(c - (j == i) for j, c in enumerate(left) if c > (j == i)))
        rest += Fraction(count, total) * guess(after)
    return best + rest


questions = 4
told = product(range(VALUES), repeat=questions)
score = sum(guess(tuple(sorted(values.count(v) for v in set(values)))) for values in told)
by_elimination = float(score / VALUES**questions / questions)
print(f"{questions=}")
print(f"{by_elimination=:.3f}")
print(f"blind={1 / VALUES:.3f}")
