"""缓存里的键与值也压：只压键、只压值、都压，8、4、2 位各多损失多少。"""

from collections import defaultdict

import numpy as np

from xiaozhu import world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)


def squeeze(vectors, bits):
    """(B, 头, T, 宽) -> 同形：每个词元的每个头一个刻度，压了再放回来。"""
    levels = 2 ** (bits - 1) - 1
    scale = np.abs(vectors).max(-1, keepdims=True) / levels + 1e-12
    return (np.rint(vectors / scale) * scale).astype(vectors.dtype)


def loss(model, rows, keys=None, values=None):
    """(B, T) 等长的短文 -> 每篇的损失，奈特。逐词元读进，新存下的键压到 keys 位、值压到 values 位，None 不压。"""
    cache, total = [], np.zeros(len(rows))
    for t in range(rows.shape[1] - 1):
        logits = model.step(rows[:, t : t + 1], cache).astype(np.float64)
        logits -= logits.max(-1, keepdims=True)
        total += np.log(np.exp(logits).sum(-1)) - logits[np.arange(len(rows)), rows[:, t + 1]]
        for layer, (k, v) in enumerate(cache):
            k, v = k.copy(), v.copy()
            k[:, :, -1:] = squeeze(k[:, :, -1:], keys) if keys else k[:, :, -1:]
            v[:, :, -1:] = squeeze(v[:, :, -1:], values) if values else v[:, :, -1:]
            cache[layer] = k, v
    return total.mean()


def measure(seed, made):
    """每篇多出来的损失，奈特。种子决定考哪些短文；取最常见的那种长度。"""
    model, tokenizer = made["pretrain"]
    by_length = defaultdict(list)
    for text, _ in world.sample(1500, 300 + seed):
        ids = tokenizer.encode(END + text + END)
        by_length[len(ids)].append(ids)
    rows = np.array(max(by_length.values(), key=lambda group: len(group) * (len(group[0]) > 10))[:200])
    before = loss(model, rows)
    measured = {"length": rows.shape[1]}
    for bits in (8, 4, 3, 2):
        measured[f"both_{bits}"] = loss(model, rows, bits, bits) - before
        measured[f"keys_{bits}"] = loss(model, rows, bits, None) - before
        measured[f"values_{bits}"] = loss(model, rows, None, bits) - before
    return measured
