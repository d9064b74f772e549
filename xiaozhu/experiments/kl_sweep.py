"""KL 惩罚从强到无：奖励作弊是怎样长出来的。"""

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("sft", "reward")
BETAS = (1.0, 0.5, 0.1, 0.0)  # 零就是没有惩罚
ASKED = ("哈尔滨有啥好玩的呀", "哈尔滨", "short")  # 拿它的回答当例子：问题、城、想要的类别


def measure(seed, made):
    """「beta_几_指标」：given 奖励模型给的分，deserved 产品真正要的分，shouts 感叹号的个数，kl 离参考多远（奈特／回答），

    says 是问 ASKED 时的一个回答。
    """
    reference, tokenizer = made["sft"]
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    measured = {}
    for beta in BETAS:
        policy = pushed(made, beta, seed)
        given, says = answers_of(policy, tokenizer, seed)
        pairs = [(asked, answer) for asked, answers in given.items() for answer in answers]
        found = {
            "given": np.mean([judge(*asked, answers).mean() for asked, answers in given.items()]),
            "deserved": np.mean([reward.true_score(answer, *asked[1:]) for asked, answer in pairs]),
            "shouts": np.mean([answer.count("！") for _, answer in pairs]),
            "kl": ppo.divergence(policy, reference, tokenizer, sft.SEEN, seed),
            "says": says,
        }
        measured |= {f"beta_{beta}_{key}": value for key, value in found.items()}
    return measured


def pushed(made, beta, seed):
    """拿奖励模型的分，以强度 beta 的惩罚练一百步的策略。"""
    reference, tokenizer = made["sft"]
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    settings = dict(learning_rate=1e-3, longest=24)
    return ppo.ppo(reference, reference, tokenizer, judge, sft.SEEN, 100, beta, seed, **settings)[0]


def answers_of(model, tokenizer, seed):
    """({(问题, 城, 想要的类别): 十六个回答}, 问 ASKED 的一个回答)：每三个问题取一个。"""
    rng = np.random.default_rng(seed)
    draw = lambda question, n: [tokenizer.decode(a) for a in sample(model, chat_prompt(tokenizer, question), n, rng)]
    return {asked: draw(asked[0], 16) for asked in reward.questions()[::3]}, draw(ASKED[0], 1)[0]
