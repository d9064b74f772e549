"""一笔算力，多大的模型、多少词元最划算。常数用复拟合的，也试试论文正文四舍五入的。"""

REFIT = (1.8172, 482.01, 0.3478, 2085.43, 0.3658)  # E、A、a、B、b（Besiroglu 等 2024）
UNROUNDED = (1.6934, 406.4, 0.3392, 410.7, 0.2849)  # 原论文源文件里没有四舍五入的指数与地板
ROUNDED = (1.69, 406.4, 0.34, 410.7, 0.28)  # 原论文正文印的（Hoffmann 等 2022）


def loss(n, d, fit=REFIT):
    """L = E + A / N**a + B / D**b，奈特／词元。"""
    E, A, a, B, b = fit
    return E + A / n**a + B / d**b


def best(compute, fit=REFIT):
    """算力固定为 6·N·D 时损失最小的 (N, D)：两项的导数相等，解得出来。"""
    _, A, a, B, b = fit
    n = (a * A / (b * B)) ** (1 / (a + b)) * (compute / 6) ** (b / (a + b))
    return n, compute / 6 / n


for compute in (1e21, 5.76e23, 1e26):
    n, d = best(compute)
    print(f"算力 {compute:.2e}：参数 {n:.1e}，词元 {d:.1e}，每参数 {d / n:.1f} 个词元，损失 {loss(n, d):.3f}")
chinchilla = 5.76e23
for name, fit in (("没有四舍五入", UNROUNDED), ("四舍五入过", ROUNDED)):
    n, d = best(chinchilla, fit)
    print(f"原论文的常数，{name}：每参数 {d / n:.1f} 个词元，损失 {loss(n, d, fit):.3f}")
n, d = best(chinchilla)
wrong_n, wrong_d = best(chinchilla, ROUNDED)
more = loss(*best(chinchilla * 10))
print(f"parameters={n / 1e9:.1f}B")
print(f"ratio={d / n:.1f}")
print(f"small={best(1e21)[1] / best(1e21)[0]:.1f}")
print(f"huge={best(1e26)[1] / best(1e26)[0]:.1f}")
print(f"rounded={wrong_d / wrong_n:.0f}")
whole_n, whole_d = best(chinchilla, UNROUNDED)
print(f"unrounded={whole_d / whole_n:.0f}")
print(f"tenfold={1 - more / loss(n, d):.1%}")
print(f"reducible={1 - (more - REFIT[0]) / (loss(n, d) - REFIT[0]):.0%}")
