"""奖励模型：从偏好里学打分。"""

from xiaozhu import reward

INPUTS = ("sft", "preferences")
RECIPE = dict(steps=200, learning_rate=1e-3)
FILE = "reward.npz"


def make(made, seed, progress=None, **settings):
    """返回 (模型, 分词器)；模型多一个打分的头。"""
    model, tokenizer = made["sft"]
    return reward.train_reward(model, tokenizer, made["preferences"], seed, progress=progress, **settings), tokenizer
