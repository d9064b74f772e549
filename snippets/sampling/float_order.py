"""浮点数相加，次序不同，和就不同；两个候选咬得紧时，第一名会换人。"""

import numpy as np

parts = np.array([1e4, 3.001, -1e4, 0.25], dtype=np.float32)  # 一个 logit 由许多项相加得来


def total(order):
    """按给定次序把各项一个个加起来，每步都舍入到单精度。"""
    result = np.float32(0)
    for i in order:
        result += parts[i]
    return result


forward = total([0, 1, 2, 3])  # 三点零零一先并进一万，末几位被舍掉
regrouped = total([0, 2, 1, 3])  # 一正一负先抵消，什么也没丢
rival = np.float32(3.25099)  # 另一个候选的 logit
print(f"{forward=:.6f}")
print(f"{rival=:.6f}")
print(f"{regrouped=:.6f}")
print("先后相加，温度零选：", "甲" if forward > rival else "乙")
print("换个次序，温度零选：", "甲" if regrouped > rival else "乙")
