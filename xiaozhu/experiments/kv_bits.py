"""缓存里的键与值也压：只压键、只压值、都压，8、4、3、2 位各多损失多少；要回头查前文的短文与别的分开看。

刻度有两种定法：每个词元的每个头一个；每一维一个（拿别的短文事先量好，最大的千分之五截掉），如 arXiv:2402.02750 的键。
"""

from collections import defaultdict
from functools import partial

import numpy as np

from xiaozhu import world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
TEXTS = 800
LEAST = 20  # 同样长的不到这么多篇，不考：凑不成一批
KEPT = 99.5  # 按维定刻度时，每一维量到第百分之几大的那个


def squeeze(vectors, layer, bits, tops=None):
    """(B, 头, T, 宽) -> 同形：压了再放回来。刻度：每个词元的每个头一个；给了 tops（层 → (头, 1, 宽)），每一维一个。"""
    levels = 2 ** (bits - 1) - 1
    top = np.abs(vectors).max(-1, keepdims=True) if tops is None else tops[layer]
    scale = top / levels + 1e-12
    return (np.clip(np.rint(vectors / scale), -levels, levels) * scale).astype(vectors.dtype)


def tops(model, batches):
    """(键的, 值的)：层 → (头, 1, 宽)，每一维在这些短文上的第 KEPT 百分位。"""
    seen = ([[] for _ in range(model.config.layers)], [[] for _ in range(model.config.layers)])
    for rows in batches:
        cache = []
        model.step(rows, cache)
        for layer, pair in enumerate(cache):
            for which, vectors in zip(seen, pair):
                which[layer].append(np.abs(vectors).transpose(1, 3, 0, 2).reshape(*vectors.shape[1::2], -1))
    return [[np.percentile(np.concatenate(v, -1), KEPT, axis=-1)[:, None] for v in which] for which in seen]


def loss(model, rows, keys=None, values=None):
    """(B, T) 等长的短文 -> (B,) 每篇的损失，奈特。逐词元读进，新存下的键、值各过一遍 keys、values（张量, 层），None 不压。"""
    cache, total = [], np.zeros(len(rows))
    for t in range(rows.shape[1] - 1):
        logits = model.step(rows[:, t : t + 1], cache).astype(np.float64)
        logits -= logits.max(-1, keepdims=True)
        total += np.log(np.exp(logits).sum(-1)) - logits[np.arange(len(rows)), rows[:, t + 1]]
        for layer, (k, v) in enumerate(cache):
            k, v = k.copy(), v.copy()
            k[:, :, -1:] = keys(k[:, :, -1:], layer) if keys else k[:, :, -1:]
            v[:, :, -1:] = values(v[:, :, -1:], layer) if values else v[:, :, -1:]
            cache[layer] = k, v
    return total


def batch(tokenizer, seed):
    """等长的短文凑成的批：[(词元 (B, T), 末句要不要回头查前文 (B,))]。"""
    alike = defaultdict(list)
    for text, _ in world.sample(TEXTS, seed):
        ids = tokenizer.encode(END + text + END)
        alike[len(ids)].append((ids, "我记得" in text))
    return [tuple(map(np.array, zip(*group))) for group in alike.values() if len(group) >= LEAST]


def measure(seed, made):
    """「压哪样_几位」：每篇多出来的损失，奈特；_axis 的按维定刻度，best 是键按维、值按词元。种子决定考哪些短文，模型只有一份。

    后面跟 _recall 的只算末句要照前文说的（「……我记得小红住在西安。」），_other 只算别的。
    """
    model, tokenizer = made["pretrain"]
    batches = batch(tokenizer, 300 + seed)
    recall = np.concatenate([flags for _, flags in batches])
    losses = lambda *how: np.concatenate([loss(model, rows, *how) for rows, _ in batches])
    before, measured = losses(), {"texts": len(recall), "recalls": recall.sum()}

    def record(name, more):
        measured[name] = more.mean()
        measured[f"{name}_recall"] = more[recall].mean()
        measured[f"{name}_other"] = more[~recall].mean()

    axes = tops(model, [rows for rows, _ in batch(tokenizer, 600 + seed)])
    per_token = (None, None)
    for label, scales, widths in (("", per_token, (8, 4, 3, 2)), ("_axis", axes, (2,))):
        for bits in widths:
            keys, values = (partial(squeeze, bits=bits, tops=top) for top in scales)
            for which, how in (("both", (keys, values)), ("keys", (keys, None)), ("values", (None, values))):
                more = losses(*how) - before
                record(f"{which}_{bits}{label}", more)
    record("best_2", losses(partial(squeeze, bits=2, tops=axes[0]), partial(squeeze, bits=2)) - before)
    return measured
