"""画出来的那道目光用上了吗：把盯量词的头只在某一个词那里关掉，看接手机用途的概率变不变。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.autograd import Tensor, attention, embedding, rms_norm, silu, softmax
from xiaozhu.chat import text_prompt

model, tokenizer = checkpoint.load("pretrain")
p, L, heads = model.parameters, model.linear, model.config.heads
measure, opening = (0, 2), (1, 2)  # (层, 头)：盯量词的、盯句首的，见 xiaozhu_attention.py
WIDTH = 16  # 每个头交出十六个数


def walk(ids, muted=None, at=None):
    """走一遍前向，(末位的概率表, 各层的目光)；muted 这个头在 at 这些位置上交出零。"""
    x, gazes = embedding(p["embed"], np.array([ids])), []
    for i in range(model.config.layers):
        h = rms_norm(x, p[f"{i}.norm1"])
        mixed = attention(*(L(h, f"{i}.{name}") for name in "qkv"), heads, model.frequencies)
        gazes.append(mixed.weights[0])
        if muted and muted[0] == i:
            kept = np.ones_like(mixed.value)
            kept[0, at, muted[1] * WIDTH : (muted[1] + 1) * WIDTH] = 0
            mixed = Tensor(mixed.value * kept)
        x = x + L(mixed, f"{i}.o")
        h = rms_norm(x, p[f"{i}.norm2"])
        x = x + L(silu(L(h, f"{i}.gate")) * L(h, f"{i}.up"), f"{i}.down")
    logits = rms_norm(x, p["norm"]).value[0, -1] @ p["embed"].value.T
    return softmax(logits.astype(float)), gazes


ids = text_prompt(tokenizer, "小明买了一部苹果，用来")
apple, use = [tokenizer.decode([i]) for i in ids].index("苹果"), len(ids) - 1
calls = [tokenizer.vocabulary.index(word) for word in ("打", "拍照片")]
phone = lambda *muted: float(walk(ids, *muted)[0][calls].sum())
print(f"whole={phone():.2f}")
print(f"muted_at_apple={phone(measure, [apple]):.2f}")
print(f"muted_at_use={phone(measure, [use]):.2f}")
print(f"use_on_measure={walk(ids)[1][measure[0]][measure[1], use, apple - 1]:.2f}")
print(f"muted_everywhere={phone(measure, slice(None)):.2f}")

# 盯句首的头，换成别的句子还盯不盯：二百篇短文里，从第三个词元起，它给句首的份额
stares = []
for text, _ in world.sample(200, 11):
    gaze = walk(text_prompt(tokenizer, text))[1][opening[0]]
    stares += list(gaze[:, 2:, 0].T)
stares = np.array(stares)  # (位置, 头)
print(f"stare={stares[:, opening[1]].mean():.4f}")
print(f"stare_strong={(stares[:, opening[1]] > 0.5).mean():.4f}")
