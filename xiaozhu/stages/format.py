"""悟道的预备：只教方位题的答法，不教对错。"""

from xiaozhu import grpo

INPUTS = ("pretrain",)
RECIPE = dict(lessons=200, steps=120)
FILE = "format.npz"


def make(made, seed, progress=None, *, lessons, steps):
    """返回 (模型, 分词器)。"""
    base, tokenizer = made["pretrain"]
    return grpo.teach_format(base, tokenizer, grpo.tasks(hidden=False), lessons, seed, steps=steps), tokenizer
