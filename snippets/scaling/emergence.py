"""同一条平滑的曲线，换一种记分，起飞就晚：整句全对，要连对许多个词元。"""

from math import exp, log10

A, a, B, b = 482.01, 0.3478, 2085.43, 0.3658  # Besiroglu 等 2024 的复拟合


def gap(compute):
    """给定算力、配比最优时，损失高出地板多少，奈特／词元。"""
    product = compute / 6  # 参数 × 词元
    n = (a * A / (b * B)) ** (1 / (a + b)) * product ** (b / (a + b))
    return A / n**a + B / (product / n) ** b


scores = {}
for compute in (1e19, 1e21, 1e23, 1e25):
    right = {k: exp(-k * gap(compute)) for k in (1, 5, 20)}  # 连对几个：机会
    scores[compute] = list(right.values())
    cells = "　".join(f"连对 {k} 个 {chance:.3f}" for k, chance in right.items())
    print(f"算力 1e{log10(compute):.0f}：高出 {gap(compute):.2f} 奈特　{cells}")
print(f"one_low={scores[1e19][0]:.2f}")
print(f"one_high={scores[1e25][0]:.2f}")
print(f"many_low={scores[1e19][2]:.3f}")
print(f"many_mid={scores[1e23][2]:.3f}")
print(f"many_high={scores[1e25][2]:.2f}")
