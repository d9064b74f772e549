"""同一个「苹果」：查表时一模一样，过了几层就跟着上下文分开，后面接的话也分开。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.autograd import softmax
from xiaozhu.chat import text_prompt
from xiaozhu.probe import last_vectors, shallow

model, tokenizer = checkpoint.load("pretrain")


def similarity(a, b, layers):
    """各自读完，过了头 layers 层，末位两个向量的余弦。"""
    u, v = last_vectors(shallow(model, layers), tokenizer, [a, b])
    return float(u @ v / np.linalg.norm(u) / np.linalg.norm(v))


def goes_on(text, n=3):
    """接「，用来」之后最看好的 n 个词元。"""
    p = softmax(model.step(np.array([text_prompt(tokenizer, text + "，用来")]), [])[0].astype(float))
    return [(tokenizer.vocabulary[i], float(p[i])) for i in np.argsort(-p)[:n]]


fruit, phone, other = "小明买了一斤苹果", "小明买了一部苹果", "小明买了一台小米"
for layers in range(3):
    apart, brands = similarity(fruit, phone, layers), similarity(phone, other, layers)
    print(f"过 {layers} 层：两个苹果 {apart:.2f}，手机的苹果与手机的小米 {brands:.2f}")
for text in (fruit, phone, other):
    print(f"{text}，用来：", "　".join(f"{token} {p:.2f}" for token, p in goes_on(text)))

print(f"apart_before={similarity(fruit, phone, 0):.2f}")
print(f"apart_midway={similarity(fruit, phone, 1):.2f}")
print(f"apart={similarity(fruit, phone, 2):.2f}")
print(f"brands_before={similarity(phone, other, 0):.2f}")
print(f"brands={similarity(phone, other, 2):.2f}")
print(f"call={dict(goes_on(phone))['打']:.2f}")
print(f"call_other={dict(goes_on(other))['打']:.2f}")
print(f"call_fruit={dict(goes_on(fruit, len(tokenizer.vocabulary)))['打']:.2f}")
