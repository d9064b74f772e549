"""训练最省，不等于一生最省：把以后要答的词元也算进去，模型该多大。"""

from itertools import count, takewhile
from math import inf

A, a, B, b = 482.01, 0.3478, 2085.43, 0.3658  # Besiroglu 等 2024 的复拟合
N0, D0 = 72.2e9, 1.33e12  # 训练最优的那一个；高出地板的部分要与它一样
target = A / N0**a + B / D0**b


def data(n):
    """n 个参数要练多少词元才到 target；到不了就是无穷。"""
    left = target - A / n**a
    return (B / left) ** (1 / b) if left > 0 else inf


def best(served):
    """训练 6·N·D 加推理 2·N·served 最小的 N：从 N0 起逐个试，每个比前一个小百分之一。"""
    sizes = takewhile(lambda n: data(n) < inf, (N0 / 1.01**i for i in count()))
    return min(sizes, key=lambda n: 6 * n * data(n) + 2 * n * served)


for served in (False, 1e12, 1e13, 1e14):
    n = best(served)
    print(f"一生答 {served:.0e} 个词元：参数 {n / 1e9:.0f}B，练 {data(n) / 1e12:.1f}T，每参数 {data(n) / n:.0f} 个词元")
served = 1e13
n = best(served)
print(f"served={served / 1e12:.0f}T")
print(f"train_only={best(False) / 1e9:.0f}B")
print(f"with_serving={n / 1e9:.0f}B")
print(f"serving_ratio={data(n) / n:.0f}")
print(f"saved={1 - (6 * n * data(n) + 2 * n * served) / (6 * N0 * D0 + 2 * N0 * served):.0%}")
print(f"llama_ratio={15e12 / 8.03e9:.0f}")
print(f"gpt3_ratio={300e9 / 175e9:.1f}")
