"""只记得有哪几个答案、不记得谁配谁：靠排除法，四道题各能蒙对多少？"""

from fractions import Fraction
from functools import cache
from itertools import product

VALUES = 12


@cache
def guess(left):
    """猜剩得最多的那个，揭晓的是哪个就划掉哪个：往后每一题猜中的机会。left 是剩下的各个值的个数。"""
    if not left:
        return ()
    total = sum(left)
    rest = [Fraction(0)] * (total - 1)
    for i, count in enumerate(left):
        after = tuple(sorted(c - (j == i) for j, c in enumerate(left) if c > (j == i)))
        rest = [sofar + Fraction(count, total) * next for sofar, next in zip(rest, guess(after))]
    return (Fraction(max(left), total), *rest)


questions = 4
told = [guess(tuple(sorted(v.count(x) for x in set(v)))) for v in product(range(VALUES), repeat=questions)]
each = [float(sum(chances) / len(told)) for chances in zip(*told)]
by_elimination = sum(each) / questions
print(f"{questions=}")
print(f"{by_elimination=:.3f}")
print(f"blind={1 / VALUES:.3f}")
print(f"first={each[0]:.2f}")
print(f"second={each[1]:.2f}")
print(f"third={each[2]:.2f}")
