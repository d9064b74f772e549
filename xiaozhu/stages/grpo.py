"""悟道：方位题的对错由地图判，GRPO 去拿分。"""

from xiaozhu import grpo

INPUTS = ("format",)
RECIPE = dict(steps=100, learning_rate=5e-4, beta=0.02)
FILE = "grpo.npz"


def make(made, seed, progress=None, *, steps, beta, **settings):
    """返回 (模型, 分词器)。"""
    reference, tokenizer = made["format"]
    pool = grpo.tasks(hidden=False)
    policy, _ = grpo.grpo(reference, reference, tokenizer, pool, steps, beta, seed, progress=progress, **settings)
    return policy, tokenizer
