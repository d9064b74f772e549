"""偏好：拜师后的小铸自答，标注员两两挑。"""

import numpy as np

from xiaozhu import reward, sft

INPUTS = ("sft",)
RECIPE = dict(pairs=3000)
FILE = "preferences.json"


def make(made, seed, progress=None, *, pairs):
    """返回一个列表，格式见 reward.collect_preferences。"""
    model, tokenizer = made["sft"]
    return reward.collect_preferences(model, tokenizer, sft.SEEN, pairs, np.random.default_rng(10 + seed))
