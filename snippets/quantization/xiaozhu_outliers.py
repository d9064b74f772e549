"""小铸的权重里有没有离群值：最大的是均方根的几倍，与同样多个正态随机数比。激活见 xiaozhu_activations。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.chat import text_prompt

model, tokenizer = checkpoint.load("pretrain")
rng = np.random.default_rng(0)


def peak(values):
    """最大的是均方根的几倍。"""
    return float(np.abs(values).max() / np.sqrt((values**2).mean()))


weights = {n: t.value for n, t in model.parameters.items() if t.value.ndim > 1}
weight_peaks = {n: (peak(v), peak(rng.normal(size=v.size))) for n, v in weights.items()}
texts = [text_prompt(tokenizer, text) for text, _ in world.sample(200, 9)]
hidden = np.concatenate([model.hidden(np.array([ids])).value[0] for ids in texts])
columns = np.sqrt((hidden**2).mean(0))  # 每一维在各词上的均方根
print("矩阵　最大的是均方根的几倍｜同样多的正态随机数")
for name, (real, normal) in weight_peaks.items():
    print(f"{name:10} {real:5.1f}｜{normal:.1f}")
print(f"末层的向量，最大的一维是各维中位数的 {columns.max() / np.median(columns):.4f} 倍")
real, normal = max(weight_peaks.values())
print(f"largest={real:.0f}")
print(f"normal={normal:.0f}")
print(f"widest={columns.max() / np.median(columns):.1f}")
