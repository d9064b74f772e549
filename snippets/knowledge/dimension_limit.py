"""一段话只用一个向量，能答出多少种「前两名」？随便摆，维数不够就有问不出的；摆得巧，四维就全问得出。坎在谁来摆。"""

from itertools import combinations
from math import cos, pi, sin

import numpy as np

PASSAGES, MORE, ASKED, SEEDS, LEVELS = 12, 48, 20_000, 5, 127  # 末一个：八位整数每边的格数


def scattered(size, seed):
    """随便摆、随便问，前两名出现过几种搭配（问得再多也只会更多，所以是下界）。"""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(PASSAGES, size))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    top = np.argsort(rng.normal(size=(ASKED, size)) @ vectors.T)[:, -2:]
    return len({frozenset(pair) for pair in top.tolist()})


def placed(passages, levels=None):
    """四维里沿一条曲线摆：一圈正余弦，再加一圈快一倍的。每两段都配一个问法，问得出的有几对。

    问法使第 t 段的分是 −(1−cos(t−a))(1−cos(t−b)) 加一个常数：a、b 两段上最大，别处都小。levels：坐标舍入到几格。
    """
    angles = [2 * pi * i / passages for i in range(passages)]
    vectors = np.array([[cos(t), sin(t), cos(2 * t), sin(2 * t)] for t in angles])
    stored = np.round(vectors * levels) / levels if levels else vectors
    hit = 0
    for pair in combinations(range(passages), 2):
        a, b = (angles[i] for i in pair)
        ask = np.array([cos(a) + cos(b), sin(a) + sin(b), -cos(a + b) / 2, -sin(a + b) / 2])
        scores = stored @ ask
        hit += scores[list(pair)].min() > np.delete(scores, pair).max() + 1e-9  # 并列不算问得出
    return hit


every, many = (n * (n - 1) // 2 for n in (PASSAGES, MORE))
found = {size: [scattered(size, seed) for seed in range(SEEDS)] for size in (2, 3, 4, 6, 8, 16)}
for size, counts in found.items():
    print(f"{PASSAGES} 段，随便摆，{size:2} 维：{min(counts)}–{max(counts)} 种（共 {every} 种，摆 {SEEDS} 次）")
print(f"{PASSAGES} 段，沿曲线摆，4 维：{placed(PASSAGES)} 种；舍入到八位：{placed(PASSAGES, LEVELS)} 种")
print(f"{MORE} 段，沿曲线摆，4 维：{placed(MORE)} 种（共 {many} 种）；舍入到八位：{placed(MORE, LEVELS)} 种")
print(f"all={every}")
print(f"plane={max(found[2])}")
print(f"four={min(found[4])}–{max(found[4])}")
print(f"eight={min(found[8])}–{max(found[8])}")
print(f"placed={placed(PASSAGES)}")
print(f"many={many}")
print(f"many_placed={placed(MORE)}")
print(f"many_rounded={placed(MORE, LEVELS)}")
