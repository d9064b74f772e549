"""解码器：RMSNorm、RoPE、SwiGLU、词嵌入与输出层共享。与 Llama 一族同构，只是小。"""

from dataclasses import asdict, dataclass

import numpy as np

from xiaozhu import rope
from xiaozhu.autograd import Tensor, attention, causal_mask, embedding, rms_norm, rotate, silu, softmax


@dataclass(frozen=True)
class Config:
    """尺寸。d 宽度，ffn 前馈的中间宽度，base 是 RoPE 的底数。"""

    vocabulary: int
    d: int = 64
    layers: int = 2
    heads: int = 4
    ffn: int = 128
    base: float = 10000.0

    asdict = asdict


class Model:
    """参数是一张 {名字: Tensor} 的表；带 .A、.B 后缀的一对是 LoRA 的低秩旁路。frequencies 是 RoPE 各对坐标的转速，换一组就是改造窗口（见 rope）。"""

    def __init__(self, config, parameters, frequencies=None):
        self.config, self.parameters = config, parameters
        self.frequencies = (
            rope.frequencies(config.d // config.heads, config.base) if frequencies is None else frequencies
        )

    @classmethod
    def initialize(cls, config, seed, std=0.05, dtype=np.float32):
        """随机初始化：矩阵取标准差 std 的正态，归一化的增益取一。同一个种子得同一份参数。"""
        rng = np.random.default_rng(seed)
        normal = lambda *shape: Tensor((std * rng.standard_normal(shape)).astype(dtype))
        ones = lambda: Tensor(np.ones(config.d, dtype))
        d, ffn = config.d, config.ffn
        parameters = {"embed": normal(config.vocabulary, d)}
        for i in range(config.layers):
            parameters |= {
                f"{i}.norm1": ones(), f"{i}.q": normal(d, d), f"{i}.k": normal(d, d), f"{i}.v": normal(d, d), f"{i}.o": normal(d, d),
                f"{i}.norm2": ones(), f"{i}.gate": normal(d, ffn), f"{i}.up": normal(d, ffn), f"{i}.down": normal(ffn, d),
            }  # fmt: skip
        return cls(config, parameters | {"norm": ones()})

    def copy(self, dtype=None):
        """一份互不相干的副本，可顺手换精度。"""
        return Model(
            self.config,
            {k: Tensor(t.value.astype(dtype or t.value.dtype)) for k, t in self.parameters.items()},
            self.frequencies,
        )

    @property
    def size(self):
        """参数个数。"""
        return sum(t.value.size for t in self.parameters.values())

    # —— 训练用的正向：整段一起算，记得怎样求梯度 ——

    def linear(self, x, name):
        """(..., 进) -> (..., 出)，有 LoRA 旁路就加上。"""
        p = self.parameters
        y = x @ p[name]
        return y + (x @ p[f"{name}.A"]) @ p[f"{name}.B"] if f"{name}.A" in p else y

    def hidden(self, ids, weights=None):
        """(B, T) 编号 -> (B, T, d) 末层的隐藏向量。weights 给一个空表，就收下每层的注意力权重 (B, h, T, T)。"""
        p, c, linear = self.parameters, self.config, self.linear
        x = embedding(p["embed"], ids)
        for i in range(c.layers):
            h = rms_norm(x, p[f"{i}.norm1"])
            mixed = attention(linear(h, f"{i}.q"), linear(h, f"{i}.k"), linear(h, f"{i}.v"), c.heads, self.frequencies)
            if weights is not None:
                weights.append(mixed.weights)
            x = x + linear(mixed, f"{i}.o")
            h = rms_norm(x, p[f"{i}.norm2"])
            x = x + linear(silu(linear(h, f"{i}.gate")) * linear(h, f"{i}.up"), f"{i}.down")
        return rms_norm(x, p["norm"])

    def __call__(self, ids):
        """(B, T) 编号 -> (B, T, V) logits，可求梯度。"""
        return self.hidden(ids) @ self.parameters["embed"].T

    # —— 生成用的正向：不记梯度，读过的不再读 ——

    def step(self, ids, cache):
        """推理用：(B, T) 新词元 -> (B, V) 最后一个位置的 logits，不记梯度。

        cache 是一个表，首次传空的；里面每层存着已经转过的键与值（KV 缓存），调用会把新词元的接上。
        """
        p = {k: t.value for k, t in self.parameters.items()}
        c, (batch, time) = self.config, ids.shape
        if not cache:
            cache += [(np.zeros((batch, c.heads, 0, c.d // c.heads), p["embed"].dtype),) * 2 for _ in range(c.layers)]
        at = np.arange(time) + cache[0][0].shape[2]  # 新词元接着缓存往后数
        norm = lambda x, gain: x / np.sqrt((x * x).mean(-1, keepdims=True) + x.dtype.type(1e-5)) * gain
        split = lambda x: x.reshape(batch, time, c.heads, -1).transpose(0, 2, 1, 3)

        def linear(x, name):
            return x @ p[name] + (x @ p[f"{name}.A"] @ p[f"{name}.B"] if f"{name}.A" in p else 0)

        x = p["embed"][ids]
        for i in range(c.layers):
            h = norm(x, p[f"{i}.norm1"])
            q, k = (
                rotate(split(linear(h, f"{i}.q")), at, self.frequencies),
                rotate(split(linear(h, f"{i}.k")), at, self.frequencies),
            )
            keys = np.concatenate([cache[i][0], k], 2)
            values = np.concatenate([cache[i][1], split(linear(h, f"{i}.v"))], 2)
            cache[i] = keys, values  # 键存的是转过的：位置不变，不必每步重转
            scores = q @ keys.swapaxes(-1, -2) * x.dtype.type((c.d // c.heads) ** -0.5)
            # 缓存里的都是过去，只有这一次新来的几个之间要遮
            scores[..., -time:] += causal_mask(time, x.dtype)
            mixed = (softmax(scores) @ values).transpose(0, 2, 1, 3).reshape(batch, time, c.d)
            x = x + linear(mixed, f"{i}.o")
            h = norm(x, p[f"{i}.norm2"])
            gate = linear(h, f"{i}.gate")
            x = x + linear(gate / (1 + np.exp(-gate)) * linear(h, f"{i}.up"), f"{i}.down")
        return norm(x[:, -1], p["norm"]) @ p["embed"].T
