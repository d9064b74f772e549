"""小铸的全部推理代码：只借它的权重与词表，前向自己写一遍。"""

import numpy as np

from xiaozhu import checkpoint

model, tokenizer = checkpoint.load("pretrain")
W = {name: tensor.value for name, tensor in model.parameters.items()}
layers, heads, d = model.config.layers, model.config.heads, model.config.d
speeds = 10000.0 ** (-np.arange(0, d // heads, 2) / (d // heads))  # RoPE：每对坐标的转速


def norm(x, gain):  # (T, d) -> (T, d)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * gain


def split(x):  # (T, d) -> (h, T, d/h)
    return x.reshape(len(x), heads, d // heads).swapaxes(0, 1)


def turn(x, at):  # (h, T, d/h)：第 i 与第 i + 一半 两个坐标成一对
    angle = at[:, None] * speeds
    a, b = np.split(x, 2, -1)
    return np.concatenate([a * np.cos(angle) - b * np.sin(angle), a * np.sin(angle) + b * np.cos(angle)], -1)


def length(cache):
    return min(keys.shape[1] for keys, _ in cache)


def step(ids, cache):
    """读 T 个新词元，返回末位的 logits (V,)。cache 每层一对 (键, 值)，形状 (h, 已读, d/h)，就地加长。"""
    past = length(cache)
    at = past + np.arange(len(ids))
    seen = np.arange(past + len(ids))[None] <= at[:, None]  # 新词元 i 看得见排在 past + i 之前的全部
    x = W["embed"][ids]
    for i in range(layers):
        h = norm(x, W[f"{i}.norm1"])
        q, k, v = (split(h @ W[f"{i}.{name}"]) for name in "qkv")
        keys = np.concatenate([cache[i][0], turn(k, at)], 1)
        values = np.concatenate([cache[i][1], v], 1)
        cache[i] = keys, values
        scores = np.where(seen, turn(q, at) @ keys.swapaxes(1, 2) / (d // heads) ** 0.5, -np.inf)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        x = x + (weights @ values).swapaxes(0, 1).reshape(len(ids), d) @ W[f"{i}.o"]
        h = norm(x, W[f"{i}.norm2"])
        gate = h @ W[f"{i}.gate"]
        x = x + (gate / (1 + np.exp(-gate)) * (h @ W[f"{i}.up"])) @ W[f"{i}.down"]
    return norm(x[-1:], W["norm"])[0] @ W["embed"].T  # 输出层与词嵌入共用一张表


def empty():
    nothing = np.zeros((heads, 0, d // heads))
    return [(nothing, nothing) for _ in range(layers)]


ids = np.array(tokenizer.encode("<|end|>明天成都下雨，出门记得打伞。"))
whole, one_by_one, in_chunks = empty(), empty(), empty()
logits = step(ids, whole)  # 一次读完
for token in ids:
    again = step(np.array([token]), one_by_one)  # 一个一个读
chunks = np.array_split(ids, 3)
for chunk in chunks:
    chunked = step(chunk, in_chunks)  # 分几段读
original = model.step(ids[None], [])[0]  # 小铸自己的前向
difference = max(np.abs(logits - other).max() for other in (again, chunked, original))
print("分段：", *map(len, chunks))

cache, text = empty(), "明天哈尔滨"
logits = step(np.array(tokenizer.encode("<|end|>" + text)), cache)
while (best := int(logits.argmax())) != 0:  # 贪心；零号是收尾
    text += tokenizer.vocabulary[best]
    logits = step(np.array([best]), cache)
print("写成：", text)
print(f"{layers=}")
print(f"{heads=}")
print(f"read={length(cache)}")
print(f"{difference=:.3f}")
