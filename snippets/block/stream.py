"""主干道上的账：每个部件加上去的有原来的几倍，加完还像不像原来；第一层前馈换成一个不变的平均会怎样。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.autograd import Tensor, attention, embedding, log_probability, rms_norm, silu
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
p, L = model.parameters, model.linear
texts = [np.array([tokenizer.encode(END + text + END)]) for text, _ in world.sample(100, 7)]
length = lambda x: np.sqrt((x * x).sum(-1))


def walk(ids, swap=None):
    """走一遍前向，返回 (末尾的向量, [(加之前, 加上去的)])。swap 给了就替下第一层前馈的输出。"""
    x, trail = embedding(p["embed"], ids), []
    for i in range(model.config.layers):
        h = rms_norm(x, p[f"{i}.norm1"])
        qkv = [L(h, f"{i}.{name}") for name in "qkv"]
        mixed = L(attention(*qkv, model.config.heads, model.frequencies), f"{i}.o")
        trail.append((x.value, mixed.value))
        x = x + mixed
        h = rms_norm(x, p[f"{i}.norm2"])
        fed = L(silu(L(h, f"{i}.gate")) * L(h, f"{i}.up"), f"{i}.down")
        fed = Tensor(np.broadcast_to(swap, fed.value.shape)) if swap is not None and i == 0 else fed
        trail.append((x.value, fed.value))
        x = x + fed
    return rms_norm(x, p["norm"]), trail


def loss(swap=None):
    """每篇短文的损失，奈特。"""
    total = 0
    for ids in texts:
        logits = walk(ids[:, :-1], swap)[0] @ p["embed"].T
        total -= log_probability(logits, ids[:, 1:]).value.sum()
    return total / len(texts)


trails = [walk(ids)[1] for ids in texts]
ratio, cosine = {}, {}
for k, name in enumerate(["第一层注意力", "第一层前馈", "第二层注意力", "第二层前馈"]):
    before, added = (np.concatenate([t[k][which][0] for t in trails]) for which in (0, 1))
    after = before + added
    ratio[name] = np.median(length(added) / length(before))
    cosine[name] = np.median((after * before).sum(-1) / length(after) / length(before))
    print(f"{name}：加上去的是原来的 {ratio[name]:.1f} 倍，加完与原来的余弦 {cosine[name]:.2f}")

average = np.concatenate([t[1][1][0] for t in trails]).mean(0)  # 不随词变的那一份
print(f"first={ratio['第一层前馈']:.0f}")
print(f"first_like={cosine['第一层前馈']:.2f}")
print(f"others_least={min(r for name, r in ratio.items() if name != '第一层前馈'):.1f}")
print(f"others_most={max(r for name, r in ratio.items() if name != '第一层前馈'):.1f}")
print(f"others_like={min(c for name, c in cosine.items() if name != '第一层前馈'):.2f}")
print(f"silenced={loss(np.zeros(model.config.d, np.float32)) - loss():.0f}")
print(f"averaged={loss(average) - loss():.0f}")
