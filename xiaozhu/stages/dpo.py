"""对齐的另一种：不要奖励模型，直接从偏好里学。"""

from xiaozhu import dpo

INPUTS = ("sft", "preferences")
RECIPE = dict(steps=800, learning_rate=5e-4, beta=1.0)
FILE = "dpo.npz"


def make(made, seed, progress=None, **settings):
    """返回 (模型, 分词器)。"""
    reference, tokenizer = made["sft"]
    policy = dpo.dpo(reference, reference, tokenizer, made["preferences"], seed, progress=progress, **settings)
    return policy, tokenizer
