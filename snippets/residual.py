"""叠三十层：不相加、只相加、归一化再相加，信号的大小各变成什么样。"""

import numpy as np

d, layers = 64, 30
rng = np.random.default_rng(0)
start = rng.standard_normal(d)
matrices = [rng.standard_normal((d, d)) * 1.2 / d**0.5 for _ in range(layers)]
norm = lambda x: x / np.sqrt((x * x).mean())
size = lambda x: float(np.sqrt((x * x).mean()))
feed = lambda x, W: np.maximum(x @ W, 0)


def stack(step):
    """从 start 起叠 layers 层，返回 (末尾的大小, 起点挪一点点末尾跟着挪多少)。"""
    x, y = start, start + 1e-6
    for W in matrices:
        x, y = step(x, W), step(y, W)
    return size(x), size(y - x) / 1e-6


plain, plain_echo = stack(lambda x, W: feed(x, W))
added, added_echo = stack(lambda x, W: x + feed(x, W))
block, block_echo = stack(lambda x, W: x + feed(norm(x), W))

print(f"{layers=}")
print(f"{plain=:.4f}")
print(f"{plain_echo=:.4f}")
print(f"{added=:.0f}")
print(f"{block=:.0f}")
print(f"{block_echo=:.1f}")
