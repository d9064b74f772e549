"""KV 缓存省下多少：数乘加，也掐表。"""

import time

import numpy as np

INPUTS = ("pretrain",)


def measure(seed, made):
    """逐字写 n 个词元：有缓存与每步重算，乘加的次数（只数矩阵乘）与耗时之比。耗时随机器变，只看大概。"""
    model, _ = made["pretrain"]
    c, measured = model.config, {}

    def multiply_adds(first, last):
        """前 first 个已在缓存里，再读进直到第 last 个。"""
        # 每个词元都要过的矩阵：注意力四个，前馈三个；注意力看几个就乘几次，键与值各一遍；输出层只算最后一个
        fixed = c.layers * (4 * c.d * c.d + 3 * c.d * c.ffn)
        looked_at = sum(range(first + 1, last + 1))
        return (last - first) * fixed + c.layers * 2 * c.d * looked_at + c.d * c.vocabulary

    for n in (16, 64, 256):
        ids = np.random.default_rng(seed).integers(c.vocabulary, size=(1, n))
        start, cache = time.process_time(), []
        for t in range(n):
            with_cache = model.step(ids[:, t : t + 1], cache)
        middle = time.process_time()
        for t in range(n):
            without = model.step(ids[:, : t + 1], [])
        end = time.process_time()
        assert np.allclose(with_cache, without, atol=1e-3), "有没有缓存，算出来应当一样"
        measured |= {
            f"cached_{n}": sum(multiply_adds(t, t + 1) for t in range(n)), f"recomputed_{n}": sum(multiply_adds(0, t + 1) for t in range(n)),
            f"times_slower_{n}": (end - middle) / (middle - start), f"cache_bytes_{n}": sum(k.nbytes + v.nbytes for k, v in cache),
        }  # fmt: skip
    return measured
