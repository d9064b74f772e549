"""拜师的另一种：冻住基座，只练 LoRA 的旁路。"""

from xiaozhu import sft

INPUTS = ("pretrain",)
RECIPE = dict(lessons=1000, steps=600, learning_rate=1e-2, r=4)
FILE = "lora.npz"


def make(made, seed, progress=None, *, lessons, r, **settings):
    """返回 (模型, 分词器)；模型带着旁路。"""
    base, tokenizer = made["pretrain"]
    wider, taught = sft.add_lora(base, r, seed), sft.lessons(lessons, 100 + seed)
    model, _ = sft.fine_tune(wider, tokenizer, taught, seed, only=sft.is_lora, progress=progress, **settings)
    return model, tokenizer
