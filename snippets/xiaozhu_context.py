"""同一个「苹果」：静态的嵌入只有一个，过了几层就跟着上下文分开。"""

from dataclasses import replace

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.chat import text_prompt
from xiaozhu.model import Model

model, tokenizer = checkpoint.load("pretrain")


def vector(text, layers):
    """读完 text，最后一个词元过了头 layers 层之后的向量。"""
    shallow = Model(replace(model.config, layers=layers), model.parameters)
    return shallow.hidden(np.array([text_prompt(tokenizer, text)])).value[0, -1]


def similarity(a, b, layers):
    u, v = vector(a, layers), vector(b, layers)
    return float(u @ v / np.linalg.norm(u) / np.linalg.norm(v))


fruit, phone, other = "小明买了一斤苹果", "小明买了一部苹果", "小明买了一台小米"
for layers in range(3):
    print(f"过 {layers} 层：两个苹果 {similarity(fruit, phone, layers):.2f}，手机的苹果与手机的小米 {similarity(phone, other, layers):.2f}")

print(f"apart_before={similarity(fruit, phone, 0):.2f}")
print(f"apart={similarity(fruit, phone, 2):.2f}")
print(f"brands_before={similarity(phone, other, 0):.2f}")
print(f"brands={similarity(phone, other, 2):.2f}")
