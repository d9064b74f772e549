"""取整只能做一次：先取四位再取两位，与直接取两位，得到的可能是两个数。"""

from decimal import ROUND_HALF_UP, Decimal


def rounded(value, places):
    return value.quantize(Decimal(10) ** -places, ROUND_HALF_UP)


value = Decimal("0.66495")
once = rounded(value, 2)
halfway = rounded(value, 4)
twice = rounded(halfway, 2)
print(f"{value=!s}")
print(f"{once=!s}")
print(f"{halfway=!s}")
print(f"{twice=!s}")
