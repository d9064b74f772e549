"""谁在读「苹果」那个向量：把它换成另一句里的、从后文里遮掉它、遮掉量词，看接手机用途的概率变不变。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.autograd import rotate, softmax
from xiaozhu.chat import text_prompt

model, tokenizer = checkpoint.load("pretrain")
p = {name: tensor.value for name, tensor in model.parameters.items()}
c = model.config


def norm(x, gain):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * gain


def heads(x):  # (T, d) -> (h, T, d/h)
    return x.reshape(len(x), c.heads, c.d // c.heads).transpose(1, 0, 2)


def call(text, blocked=(), swap=None):
    """接「，用来」之后，下一个词元是手机用途（「打」或「拍照片」）的概率，与各层之前的向量。

    blocked (谁, 看不见谁)：谁是一段切片或几个位置。swap (层, 位置, 向量)：走到这一层之前，把那个位置的向量换掉。
    """
    ids = np.array(text_prompt(tokenizer, text + "，用来"))
    T, x, trail = len(ids), p["embed"][ids], []
    mask = np.triu(np.full((T, T), -np.inf), 1)
    if blocked:
        mask[blocked] = -np.inf
    for i in range(c.layers):
        if swap and swap[0] == i:
            x = x.copy()
            x[swap[1]] = swap[2]
        trail.append(x)
        h = norm(x, p[f"{i}.norm1"])
        q, k = (rotate(heads(h @ p[f"{i}.{name}"])[None], np.arange(T), model.frequencies)[0] for name in "qk")
        weights = softmax(q @ k.transpose(0, 2, 1) / (c.d // c.heads) ** 0.5 + mask)
        x = x + (weights @ heads(h @ p[f"{i}.v"])).transpose(1, 0, 2).reshape(T, c.d) @ p[f"{i}.o"]
        h = norm(x, p[f"{i}.norm2"])
        gate = h @ p[f"{i}.gate"]
        x = x + gate / (1 + np.exp(-gate)) * (h @ p[f"{i}.up"]) @ p[f"{i}.down"]
    logits = norm(x[-1], p["norm"]) @ p["embed"].T
    chances = softmax(logits)
    return float(sum(chances[tokenizer.vocabulary.index(use)] for use in ("打", "拍照片"))), trail


phone, fruit = "小明买了一部苹果", "小明买了一斤苹果"
apple = len(text_prompt(tokenizer, phone)) - 1
measure = apple - 1
assert [tokenizer.decode([i]) for i in text_prompt(tokenizer, phone)[-2:]] == ["部", "苹果"]
whole, trail = call(phone)
last = c.layers - 1
use = len(trail[last]) - 1  # 末位，「用来」
after_apple, after_measure, only_apple = slice(apple + 1, None), slice(measure + 1, None), [apple]
rows = {
    "原样": whole,
    "末层之前，「苹果」的向量换成水果那句里的": (
        swapped := call(phone, swap=(last, apple, call(fruit)[1][last][apple]))[0]
    ),
    "对照：末层之前，「用来」的向量换成水果那句里的": (
        used := call(phone, swap=(last, use, call(fruit)[1][last][use]))[0]
    ),
    "「苹果」自己看不见「部」": (apple_blind := call(phone, (only_apple, measure))[0]),
    "后文看不见「苹果」": (apple_hidden := call(phone, (after_apple, apple))[0]),
    "后文看不见「部」，「苹果」还看得见": (direct_hidden := call(phone, (after_apple, measure))[0]),
    "后文与「苹果」都看不见「部」": (measure_hidden := call(phone, (after_measure, measure))[0]),
    "对照：水果那句，原样": (other := call(fruit)[0]),
}
for label, value in rows.items():
    print(f"{label}：{value:.2f}")
print(f"{whole=:.2f}")
print(f"{swapped=:.4f}")
print(f"{used=:.2f}")
print(f"{apple_blind=:.2f}")
print(f"{apple_hidden=:.2f}")
print(f"{direct_hidden=:.2f}")
print(f"{measure_hidden=:.2f}")
print(f"{other=:.2f}")
