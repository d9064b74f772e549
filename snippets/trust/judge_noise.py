"""裁判先量自己：它偏爱排在前面的那个，两个一样好的模型会被判出多大的差？换位再判一遍呢？"""

pairs = 200  # 题数


def win_rate(better, bias, first_share):
    """甲的胜率。better：两份摆在一起、不看先后时，甲该赢的比例；bias：裁判有这么大的机会不看内容、直接选前面的；first_share：甲排在前面的比例。"""
    return (1 - bias) * better + bias * first_share


def swapped(better, bias):
    """每题换位判两遍，两遍一致才算数，不一致算平：(甲胜, 平)。"""
    win = (1 - bias) ** 2 * better**2 + 2 * bias * (1 - bias) * better / 2
    lose = (1 - bias) ** 2 * (1 - better) ** 2 + 2 * bias * (1 - bias) * (1 - better) / 2
    return win, 1 - win - lose


even, strong = 0.5, 0.3
print("偏心　甲总在前　一半在前　换位两遍（胜｜平）")
for bias in (0, 0.1, strong):
    win, tie = swapped(even, bias)
    print(f"{bias:.1f}　　{win_rate(even, bias, 1):.2f}　　　{win_rate(even, bias, 0.5):.2f}　　　{win:.2f}｜{tie:.2f}")
noise = 1.96 * (even * even / pairs) ** 0.5
print(f"bias={strong}")
print(f"always_first={win_rate(even, strong, 1):.2f}")
print(f"half_first={win_rate(even, strong, 0.5):.2f}")
print(f"noise={noise:.3f}")
print(f"tie={swapped(even, strong)[1]:.2f}")
print(f"tie_fair={swapped(even, 0)[1]:.2f}")
