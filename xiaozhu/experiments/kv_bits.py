"""缓存里的键与值也压：只压键、只压值、都压，8、4、3、2 位各多损失多少；要回头查前文的短文与别的分开看。"""

from collections import defaultdict

import numpy as np

from xiaozhu import world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
TEXTS = 800
LEAST = 20  # 同样长的不到这么多篇，不考：凑不成一批


def squeeze(vectors, bits):
    """(B, 头, T, 宽) -> 同形：每个词元的每个头一个刻度，压了再放回来。"""
    levels = 2 ** (bits - 1) - 1
    scale = np.abs(vectors).max(-1, keepdims=True) / levels + 1e-12
    return (np.rint(vectors / scale) * scale).astype(vectors.dtype)


def loss(model, rows, keys=None, values=None):
    """(B, T) 等长的短文 -> (B,) 每篇的损失，奈特。逐词元读进，新存下的键压到 keys 位、值压到 values 位，None 不压。"""
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
    return total


def measure(seed, made):
    """「压哪样_几位」：每篇多出来的损失，奈特。种子决定考哪些短文。

    后面跟 _recall 的只算末句要照前文说的（「……我记得小红住在西安。」），_other 只算别的。
    """
    model, tokenizer = made["pretrain"]
    alike = defaultdict(list)
    for text, _ in world.sample(TEXTS, 300 + seed):
        ids = tokenizer.encode(END + text + END)
        alike[len(ids)].append((ids, "我记得" in text))
    batches = [tuple(map(np.array, zip(*group))) for group in alike.values() if len(group) >= LEAST]
    recall = np.concatenate([flags for _, flags in batches])
    losses = lambda *bits: np.concatenate([loss(model, rows, *bits) for rows, _ in batches])
    before, measured = losses(), {"texts": len(recall), "recalls": recall.sum()}
    for bits in (8, 4, 3, 2):
        for which, how in (("both", (bits, bits)), ("keys", (bits, None)), ("values", (None, bits))):
            more = losses(*how) - before
            measured[f"{which}_{bits}"] = more.mean()
            measured[f"{which}_{bits}_recall"] = more[recall].mean()
            measured[f"{which}_{bits}_other"] = more[~recall].mean()
    return measured
