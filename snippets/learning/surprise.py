"""猜得多不准：交叉熵是「给真答案的概率，取对数，变号」的平均；困惑度是它的指数。"""

from math import exp, log


def cross_entropy(given):
    """given 是每一步给真答案的概率；返回平均每步的损失，奈特。"""
    return -sum(map(log, given)) / len(given)


steady = (0.5, 0.5, 0.5, 0.5)  # 四步都不太有把握
cocky = (0.95, 0.95, 0.95, 0.01)  # 三步几乎全对，一步几乎全错
for name, given in (("稳当的", steady), ("自负的", cocky)):
    print(f"{name}：", "　".join(f"{p}→{-log(p):.2f}" for p in given))

cocky_mean = sum(cocky) / len(cocky)
print(f"{cocky_mean=:.3f}")
print(f"steady_loss={cross_entropy(steady):.3f}")
print(f"cocky_loss={cross_entropy(cocky):.3f}")
print(f"steady_perplexity={exp(cross_entropy(steady)):.2f}")
print(f"cocky_perplexity={exp(cross_entropy(cocky)):.2f}")
print(f"nat={exp(1):.1f}")  # 一奈特，就是概率差这么多倍
print(f"worst_step={-log(min(cocky)):.2f}")
