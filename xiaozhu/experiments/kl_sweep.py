"""KL 惩罚从强到无：奖励作弊是怎样长出来的。"""

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("sft", "reward")


def measure(seed, made):
    """KL 惩罚从强到无：奖励模型给的分、产品真正要的分、离参考多远。beta 为零时就是奖励作弊。"""
    reference, tokenizer = made["sft"]
    judge, _ = made["reward"]
    points, measured = ppo.model_reward(judge, tokenizer), {}
    for beta in (1.0, 0.5, 0.1, 0.0):
        policy, _ = ppo.ppo(
            reference, reference, tokenizer, points, sft.SEEN, 100, beta, seed, learning_rate=1e-3, longest=24
        )
        rng, given, deserved, shouts = np.random.default_rng(seed), [], [], []
        for question, city, wanted in reward.questions()[::3]:
            answers = [tokenizer.decode(a) for a in sample(policy, chat_prompt(tokenizer, question), 16, rng)]
            given.append(points(question, city, wanted, answers).mean())
            deserved.append(np.mean([reward.true_score(a, city, wanted) for a in answers]))
            shouts.append(np.mean([a.count("！") for a in answers]))
        measured |= {
            f"beta_{beta}_given": np.mean(given), f"beta_{beta}_deserved": np.mean(deserved),
            f"beta_{beta}_shouts": np.mean(shouts), f"beta_{beta}_kl": ppo.divergence(policy, reference, tokenizer, sft.SEEN, seed),
        }  # fmt: skip
        measured[f"beta_{beta}_says"] = tokenizer.decode(
            sample(policy, chat_prompt(tokenizer, "哈尔滨有啥好玩的呀"), 1, rng)[0]
        )
    return measured
