"""一段话只用一个向量，能答出多少种「前两名」？十二段话，前两名有六十六种搭配；维数不够，有的搭配怎么问都问不出来。"""

from itertools import combinations

import numpy as np

rng = np.random.default_rng(0)
PASSAGES, ASKED = 12, 20_000
every = list(combinations(range(PASSAGES), 2))


def reachable(vectors, trials=ASKED):
    """随便问 trials 次，前两名出现过几种搭配（问得再多也只会更多，所以是下界）。"""
    asks = rng.normal(size=(trials, vectors.shape[1]))
    top = np.sort(np.argsort(-(asks @ vectors.T), axis=1)[:, :2], axis=1)
    return len({tuple(pair) for pair in top.tolist()})


def spread(size):
    """随机撒的向量，长度一样。"""
    vectors = rng.normal(size=(PASSAGES, size))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


angles = 2 * np.pi * np.arange(PASSAGES) / PASSAGES
found = {2: reachable(np.stack([np.cos(angles), np.sin(angles)], 1))}  # 平面上匀匀地排一圈
found |= {size: reachable(spread(size)) for size in (3, 4, 8, 16, 32)}
for size, count in found.items():
    print(f"{size:2} 维：{count} 种（共 {len(every)} 种）")
# 对照：每段话各有一个独有的词，关键词检索问两个词，前两名就是那两段
words = np.eye(PASSAGES)
keyword = {tuple(sorted(np.argsort(-(words[a] + words[b]) @ words, kind="stable")[:2].tolist())) for a, b in every}
print(f"关键词：{len(keyword)} 种")
print(f"all={len(every)}")
print(f"plane={found[2]}")
print(f"four={found[4]}")
print(f"eight={found[8]}")
print(f"keyword={len(keyword)}")
