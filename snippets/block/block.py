"""完整的一层：归一化、注意力、相加；归一化、前馈、相加。与 Llama 一族同样的次序，只是小。"""

import numpy as np

T, d, h, ffn = 5, 8, 2, 16  # 词数、宽度、头数、前馈的中间宽度
rng = np.random.default_rng(0)
matrix = lambda *shape: rng.standard_normal(shape) / shape[0] ** 0.5
W = {"q": matrix(d, d), "k": matrix(d, d), "v": matrix(d, d), "o": matrix(d, d)}
W |= {"gate": matrix(d, ffn), "up": matrix(d, ffn), "down": matrix(ffn, d)}
W |= {"norm1": np.ones(d), "norm2": np.ones(d)}  # 归一化之后每个坐标再乘一个可训练的倍数，从一起步


def rms_norm(x, gain):  # (T, d), (d,) -> (T, d)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * gain


def attention(x, W):  # (T, d) -> (T, d)，因果多头；位置编码见上一章，这里略去
    q, k, v = ((x @ W[name]).reshape(T, h, d // h).swapaxes(0, 1) for name in "qkv")  # 拆头：(h, T, d/h)
    scores = q @ k.swapaxes(1, 2) / (d // h) ** 0.5
    scores[:, np.triu(np.ones((T, T), bool), 1)] = -np.inf
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return (weights @ v).swapaxes(0, 1).reshape(T, d) @ W["o"]


def feed_forward(x, W):  # (T, d) -> (T, d)，SwiGLU：一路算内容，一路算闸门，逐个相乘
    gate = x @ W["gate"]
    return (gate / (1 + np.exp(-gate)) * (x @ W["up"])) @ W["down"]  # z / (1 + e^-z) 叫 SiLU


def block(x, W):  # (T, d) -> (T, d)
    x = x + attention(rms_norm(x, W["norm1"]), W)
    return x + feed_forward(rms_norm(x, W["norm2"]), W)


x = rng.standard_normal((T, d))
y = block(x, W)
silent = block(x, W | {"o": 0 * W["o"], "down": 0 * W["down"]})  # 两个出口都关上
nudged = x.copy()
nudged[-1] += 1  # 只动最后一个词
moved = np.abs(block(nudged, W) - y).max(-1)  # 各个词跟着变了多少
assert np.array_equal(silent, x)
print("末位的词，过一层之后：", *y[-1].round(4))
print("各个词跟着变了多少：", *moved.round(2))

print(f"parameters={sum(w.size for w in W.values())}")
print(f"in_feed_forward={sum(W[name].size for name in ('gate', 'up', 'down'))}")
print(f"silent={np.abs(silent - x).max():.0f}")
print(f"followed={np.count_nonzero(moved)}")  # 变了的词数
