"""叠三十层：替换还是相加，归一化还是不归一化，信号的大小各变成什么样。"""

import numpy as np

d, layers = 64, 30
norm = lambda x: x / np.sqrt((x * x).mean())
size = lambda x: float(np.sqrt((x * x).mean()))
feed = lambda x, W: np.maximum(x @ W, 0)  # 一层前馈，从简
WAYS = {
    "replace": lambda x, W: feed(x, W),
    "add": lambda x, W: x + feed(x, W),
    "norm_replace": lambda x, W: feed(norm(x), W),
    "norm_add": lambda x, W: x + feed(norm(x), W),
}


def stack(step, scale):
    """从同一个起点叠 layers 层，矩阵的大小由 scale 定；返回末尾的大小。"""
    rng = np.random.default_rng(0)
    x = rng.standard_normal(d)
    for _ in range(layers):
        x = step(x, rng.standard_normal((d, d)) * scale / d**0.5)
    return size(x)


small, critical, large = 1.2, 2**0.5, 2.0  # 中间这个是给这种前馈挑得最准的系数
runs = [(way, scale) for way in WAYS for scale in (small, critical, large)]
left = {(way, scale): stack(WAYS[way], scale) for way, scale in runs}
print(f"{layers=}")
print(f"{small=}")
print(f"{critical=:.3f}")
print(f"{large=}")
print(f"replace_small={left['replace', small]:.4f}")
print(f"replace_critical={left['replace', critical]:.2f}")
print(f"replace_large={left['replace', large]:.0f}")
print(f"add_small={left['add', small]:.0f}")
print(f"add_critical={left['add', critical]:.0f}")
print(f"add_large={left['add', large]:.0f}")
print(f"norm_replace_small={left['norm_replace', small]:.2f}")
print(f"norm_replace_critical={left['norm_replace', critical]:.2f}")
print(f"norm_replace_large={left['norm_replace', large]:.2f}")
print(f"norm_add_small={left['norm_add', small]:.0f}")
print(f"norm_add_critical={left['norm_add', critical]:.0f}")
print(f"norm_add_large={left['norm_add', large]:.0f}")
