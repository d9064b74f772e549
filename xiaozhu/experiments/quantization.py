"""量化：位数与分组换来多小的体积，赔上多少损失。"""

from xiaozhu import quantize, train, world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)


def measure(seed, made):
    """位数与分组：体积（字节）与多出来的损失（奈特／篇）。种子只决定考哪些短文。"""
    model, tokenizer = made["pretrain"]
    texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(500, 100 + seed)]
    before = train.negative_log_likelihood(model, texts).mean()
    measured = {"float32_bytes": 4 * model.size}
    for bits, group in ((8, None), (4, None), (4, 16), (2, None), (2, 16)):
        name = f"int{bits}" + (f"_group{group}" if group else "")
        smaller, measured[f"{name}_bytes"] = quantize.quantize_model(model, bits, group)
        measured[f"{name}_loss"] = train.negative_log_likelihood(smaller, texts).mean() - before
    return measured
