"""裁判会判错，两个模型的差就被压扁：要多考几道题，才分得出原来的那个差？多判几遍能救回来吗？精确算。"""

from math import ceil

Z = 1.96  # 95% 的区间
first, second = 0.80, 0.85  # 两个模型真正的合格率


def seen(rate, error):
    """裁判以 error 的概率判反，看上去的合格率。"""
    return rate * (1 - error) + (1 - rate) * error


def majority(error):
    """判三遍取多数，每遍独立，多数判反的概率：恰好两遍反，或三遍都反。"""
    return 3 * error**2 * (1 - error) + error**3


def enough(error):
    """各考各的题，差的误差条不超过差本身，要几道。"""
    a, b = seen(first, error), seen(second, error)
    return ceil(Z**2 * (a * (1 - a) + b * (1 - b)) / (b - a) ** 2)


print("裁判判错　看上去的差　要几道题｜每题三判取多数，还要几道（判的次数）")
for error in (0, 0.05, 0.1, 0.15, 0.25):
    fewer = enough(majority(error))
    print(f"{error:.2f}　{seen(second, error) - seen(first, error):.4f}　{enough(error)}｜{fewer}（{3 * fewer}）")
wrong = 0.15
agree = (1 - wrong) ** 2 + wrong**2  # 同一份答案判两遍，结果相同的比例
stuck = 0.15  # 另一种裁判：这么多题上它次次都认反了，此外照样随手判反
flipped = stuck * (1 - wrong) + (1 - stuck) * wrong
twice = stuck * ((1 - wrong) ** 2 + wrong**2) + (1 - stuck) * agree
print(f"另一种裁判：两遍一致 {twice:.3f}，判错 {flipped:.3f}，要 {enough(flipped)} 题")
print(f"{wrong=}")
print(f"agree={agree:.3f}")
print(f"same_agree={twice:.3f}")
print(f"same_wrong={flipped:.3f}")
print(f"same_needed={enough(flipped)}")
print(f"true_gap={second - first:.3f}")
print(f"seen_gap={seen(second, wrong) - seen(first, wrong):.3f}")
print(f"perfect={enough(False)}")
print(f"needed={enough(wrong)}")
print(f"thrice={enough(majority(wrong))}")
print(f"thrice_votes={3 * enough(majority(wrong))}")
