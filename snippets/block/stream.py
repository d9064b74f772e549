"""主干道上的账：每个部件加上去多少、加完还像不像那个词；第一层前馈改成别的样子，坏多少。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.autograd import Tensor, attention, embedding, log_probability, rms_norm, silu
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
p, L = model.parameters, model.linear
texts = [np.array([tokenizer.encode(END + text + END)]) for text, _ in world.sample(100, 7)]
length = lambda x: np.sqrt((x * x).sum(-1))


def walk(ids, swap=None):
    """走一遍前向，返回 (末尾的向量, [(加之前, 加上去的)])。swap(之前的, 前馈的输出) 给出接下去走的向量。"""
    x, trail = embedding(p["embed"], ids), []
    for i in range(model.config.layers):
        h = rms_norm(x, p[f"{i}.norm1"])
        qkv = [L(h, f"{i}.{name}") for name in "qkv"]
        mixed = L(attention(*qkv, model.config.heads, model.frequencies), f"{i}.o")
        trail.append((x.value, mixed.value))
        x = x + mixed
        h = rms_norm(x, p[f"{i}.norm2"])
        fed = L(silu(L(h, f"{i}.gate")) * L(h, f"{i}.up"), f"{i}.down")
        trail.append((x.value, fed.value))
        x = Tensor(swap(x.value, fed.value)) if swap and i == 0 else x + fed
    return rms_norm(x, p["norm"]), trail


def loss(swap=None):
    """每篇短文的损失，奈特。"""
    scores = [walk(ids[:, :-1], swap)[0] @ p["embed"].T for ids in texts]
    return -np.sum([log_probability(s, ids[:, 1:]).value.sum() for s, ids in zip(scores, texts)]) / len(texts)


trails = [(embedding(p["embed"], ids).value, walk(ids)[1]) for ids in texts]
cos = lambda a, b: np.median((a * b).sum(-1) / length(a) / length(b))
words = np.concatenate([word[0] for word, _ in trails])
ratio, like = {}, {}
for k, name in enumerate(["第一层注意力", "第一层前馈", "第二层注意力", "第二层前馈"]):
    before, added = (np.concatenate([trail[k][which][0] for _, trail in trails]) for which in (0, 1))
    ratio[name], like[name] = np.median(length(added) / length(before)), cos(before + added, words)
    print(f"{name}：加上去的是原来的 {ratio[name]:.1f} 倍，加完与这个词的嵌入余弦 {like[name]:.2f}")

average = np.concatenate([trail[1][1][0] for _, trail in trails]).mean(0)  # 不随词变的那一份
shrink = lambda x, fed: x + fed * (length(x) / length(fed))[..., None]  # 方向全留，只缩到与原来一样长
rest = [r for name, r in ratio.items() if name != "第一层前馈"]
print(f"first={ratio['第一层前馈']:.0f}")
print(f"others_least={min(rest):.1f}")
print(f"others_most={max(rest):.1f}")
print(f"like_after_attention={like['第一层注意力']:.4f}")
print(f"like_after_first={like['第一层前馈']:.4f}")
print(f"silenced={loss(lambda x, fed: x) - loss():.0f}")
print(f"averaged={loss(lambda x, fed: x + average) - loss():.0f}")
print(f"centred={loss(lambda x, fed: x + fed - average) - loss():.0f}")
print(f"shrunk={loss(shrink) - loss():.0f}")
print(f"shrunk_alone={loss(lambda x, fed: shrink(x, fed) - x) - loss():.0f}")
print(f"alone={loss(lambda x, fed: fed) - loss():.3f}")
