"""为什么要除以 √d：坐标越多，点积越大，softmax 越像「只看一个」。"""

from math import exp, sqrt
from random import Random

rng = Random(0)


def vector(d):
    """d 个坐标，平均值零、方差一。"""
    return [(2 * rng.random() - 1) * sqrt(3) for _ in range(d)]


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]
    return [e / sum(exps) for e in exps]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


d, T, trials = 128, 8, 200
raw, scaled = [], []
for _ in range(trials):
    query, keys = vector(d), [vector(d) for _ in range(T)]
    scores = [dot(query, key) for key in keys]
    raw.append(max(softmax(scores)))
    scaled.append(max(softmax([s / sqrt(d) for s in scores])))

print(f"{d=}")
print(f"{T=}")
print(f"raw={sum(raw) / trials:.4f}")  # 不除：分到最多的那个词，平均占去几成目光
print(f"scaled={sum(scaled) / trials:.4f}")  # 除以 √d 之后
