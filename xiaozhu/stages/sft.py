"""拜师：全参的指令微调。"""

from xiaozhu import sft

INPUTS = ("pretrain",)
RECIPE = dict(lessons=1000, steps=200, learning_rate=1e-3)
FILE = "sft.npz"


def make(made, seed, progress=None, *, lessons, **settings):
    """返回 (模型, 分词器)。"""
    base, tokenizer = made["pretrain"]
    model, _ = sft.fine_tune(base, tokenizer, sft.lessons(lessons, 100 + seed), seed, progress=progress, **settings)
    return model, tokenizer
