"""对齐：奖励模型打分，PPO 去拿分。"""

from xiaozhu import ppo, sft

INPUTS = ("sft", "reward")
RECIPE = dict(steps=120, learning_rate=5e-4, beta=0.5)
FILE = "ppo.npz"


def make(made, seed, progress=None, *, steps, beta, **settings):
    """返回 (模型, 分词器)。"""
    reference, tokenizer = made["sft"]
    points = ppo.model_reward(made["reward"][0], tokenizer)
    policy, _ = ppo.ppo(
        reference, reference, tokenizer, points, sft.SEEN, steps, beta, 40 + seed, progress=progress, **settings
    )
    return policy, tokenizer
