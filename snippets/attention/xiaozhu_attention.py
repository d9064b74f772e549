"""小铸的真权重：「苹果」往回看谁。"""

import numpy as np

from xiaozhu import checkpoint, train, world
from xiaozhu.chat import answer_probability, text_prompt
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")


def gaze(text):
    """读完 text，最后一个词元在每层每个头里看各个词元的份额，[(层, 头) -> (T,)]。"""
    layers = []
    model.hidden(np.array([text_prompt(tokenizer, text)]), layers)
    return {(i, j): layer[0, j, -1] for i, layer in enumerate(layers) for j in range(layer.shape[1])}


fruit, phone = "小明买了一斤苹果", "小明买了一部苹果"
words = ["开头", *(tokenizer.decode([i]) for i in tokenizer.encode(fruit))]
for (layer, head), weights in gaze(fruit).items():
    print(f"第 {layer + 1} 层第 {head + 1} 个头：", "　".join(f"{w} {p:.2f}" for w, p in zip(words, weights)))


def without(muted):
    """关掉一个 (层, 头) 的小铸；None 是不关。"""
    edited = model.copy()
    if muted:
        layer, head = muted
        edited.parameters[f"{layer}.o"].value[head * 16 : (head + 1) * 16] = 0  # 每个头交出十六个数
    return edited


def eat(text, muted=None):
    """接着写「，用来洗干净再吃」与「，用来打电话」，前者占两者的几成。"""
    endings = {use: tokenizer.encode(f"，用来{use}。") for use in ("洗干净再吃", "打电话")}
    p = answer_probability(without(muted), text_prompt(tokenizer, text), endings)
    return p["洗干净再吃"] / sum(p.values())


for muted in gaze(fruit):
    name = f"第 {muted[0] + 1} 层第 {muted[1] + 1} 个头"
    print(f"关掉{name}，「洗干净再吃」占：一斤 {eat(fruit, muted):.2f}，一部 {eat(phone, muted):.2f}")

everyday = [tokenizer.encode(END + text + END) for text, _ in world.sample(200, 11)]
loss = lambda muted: train.negative_log_likelihood(without(muted), everyday).mean()  # 整份语料，每篇
measure, opening, itself = (0, 2), (1, 2), (1, 3)  # 盯量词的、盯开头的、盯自己的，从上面读出来
print(f"on_measure={gaze(fruit)[measure][-2]:.2f}")
print(f"on_measure_phone={gaze(phone)[measure][-2]:.2f}")
print(f"on_opening={gaze(fruit)[opening][0]:.2f}")
print(f"on_itself={gaze(fruit)[itself][-1]:.2f}")
print(f"fruit={eat(fruit):.2f}")
print(f"phone={eat(phone):.2f}")
print(f"fruit_without_measure={eat(fruit, measure):.2f}")
print(f"phone_without_measure={eat(phone, measure):.2f}")
print(f"fruit_without_opening={eat(fruit, opening):.2f}")
print(f"phone_without_opening={eat(phone, opening):.2f}")
print(f"fruit_without_itself={eat(fruit, itself):.2f}")
print(f"phone_without_itself={eat(phone, itself):.2f}")
print(f"harm_measure={loss(measure) - loss(None):.3f}")
print(f"harm_opening={loss(opening) - loss(None):.3f}")
print(f"harm_itself={loss(itself) - loss(None):.3f}")
