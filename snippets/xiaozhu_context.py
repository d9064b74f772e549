"""同一个「苹果」：静态的嵌入只有一个，过了几层就跟着上下文分开。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.probe import last_vectors, shallow

model, tokenizer = checkpoint.load("pretrain")


def similarity(a, b, layers):
    """各自读完，过了头 layers 层，末位两个向量的余弦。"""
    u, v = last_vectors(shallow(model, layers), tokenizer, [a, b])
    return float(u @ v / np.linalg.norm(u) / np.linalg.norm(v))


fruit, phone, other = "小明买了一斤苹果", "小明买了一部苹果", "小明买了一台小米"
for layers in range(3):
    apart, brands = similarity(fruit, phone, layers), similarity(phone, other, layers)
    print(f"过 {layers} 层：两个苹果 {apart:.2f}，手机的苹果与手机的小米 {brands:.2f}")

print(f"apart_before={similarity(fruit, phone, 0):.2f}")
print(f"apart={similarity(fruit, phone, 2):.2f}")
print(f"brands_before={similarity(phone, other, 0):.2f}")
print(f"brands={similarity(phone, other, 2):.2f}")
