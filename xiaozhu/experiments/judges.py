"""同一个 PPO，换三种裁判：奖励模型、标注员心里的分、真分。去掉 KL 惩罚就一定作弊吗？"""

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.experiments._policies import LONGEST, assess
from xiaozhu.experiments.kl_sweep import ASKED

INPUTS = ("sft", "reward")
RUNS = {0.0: (10, 20, 40, 80), 0.5: (30,)}  # KL 惩罚的 beta：练到哪几步停下来量
SETTINGS = dict(learning_rate=1e-3, prompts=4, longest=LONGEST)
DRAWN = 16  # 一个问题抽几个


def measure(seed, made):
    """「裁判_beta_几_步数_指标」；「reference_指标」是没练过的。裁判：

    model 是奖励模型；annotator 是标注员心里的分，true 是真分，两个都乘 reward.POINT，与奖励模型同一个尺度。
    指标见 _policies.assess：true 真分，kl 离参考多远（奈特／回答），shouts 感叹号，right 合语体，garbled 乱码，等等；
    says 是问 kl_sweep.ASKED 时的一个回答。
    """
    reference, tokenizer = made["sft"]
    scaled = lambda points: (
        lambda question, city, wanted, answers: (
            reward.POINT * np.array([points(answer, city, wanted) for answer in answers])
        )
    )
    judges = {
        "model": ppo.model_reward(made["reward"][0], tokenizer),
        "annotator": scaled(reward.utility),
        "true": scaled(reward.true_score),
    }
    measured = named("reference", assess(reference, reference, tokenizer, seed, DRAWN))
    for judge, points in judges.items():
        for beta, stops in RUNS.items():
            for steps, policy in trajectory(reference, tokenizer, points, stops, beta, seed):
                answer = sample(policy, chat_prompt(tokenizer, ASKED[0]), 1, np.random.default_rng(seed))[0]
                found = assess(policy, reference, tokenizer, seed, DRAWN) | {"says": tokenizer.decode(answer)}
                measured |= named(f"{judge}_beta_{beta}_{steps}", found)
    return measured


def trajectory(reference, tokenizer, points, stops, beta, seed):
    """从 reference 起练，逐个给出 (步数, 到那一步的策略)。

    分段接着练：优化器的动量与随机数每段重来，所以与一口气练到底不是逐位相同。
    """
    policy, done = reference, 0
    for stop in stops:
        pieces = dict(steps=stop - done, beta=beta, seed=1000 * seed + stop)
        policy, _ = ppo.ppo(policy, reference, tokenizer, points, sft.SEEN, **pieces, **SETTINGS)
        done = stop
        yield stop, policy


def named(name, found):
    """给每个键加上前缀。"""
    return {f"{name}_{key}": value for key, value in found.items()}
