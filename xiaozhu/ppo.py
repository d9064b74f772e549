"""近端策略优化（PPO，Schulman 2017）：让模型拿高分，又不许离参考模型太远。

优势用同题其余回答的平均作基线，不另训价值网络；KL 惩罚写进奖励（InstructGPT 式 2）。
"""

import numpy as np

from xiaozhu.chat import chat_prompt, sample
from xiaozhu.reward import conversation, questions, score
from xiaozhu.rollout import Settings, Step, answer_log_probability, clipped_gain, draw, improve
from xiaozhu.train import pad


def ppo(policy, reference, tokenizer, reward, cities, steps, beta, seed, *, progress=None, **settings):
    """返回 (新策略, 每步的 Step)；policy 与 reference 不动。

    reward(问题, 城, 想要的类别, 回答们) -> (G,) 分数；beta >= 0 是 KL 惩罚的强度，奈特。
    settings 是 rollout.Settings 的各项，缺省照那里。
    """
    settings = Settings(**settings)

    def collect(policy, task, rng):
        question, *_ = task
        group = draw(policy, tokenizer, question, rng, settings)
        kl = ((group.old - group.log_p(reference).value) * group.mask).sum(1)
        points = reward(*task, group.texts)
        total = points - beta * kl
        # 减去同组其余回答的平均；自己也算在平均里，就会把自己的优势打个 (G-1)/G 折
        advantage = (total - total.mean()) * settings.group / (settings.group - 1)
        noted = Step(points.mean(), kl.mean(), total.std() > 0)
        return (group, advantage[:, None].astype(np.float32) * group.mask), noted

    def loss(policy, experience, prompts):
        group, advantage = experience
        gain = clipped_gain(group.log_p(policy), group.old, advantage, settings.epsilon)
        return -gain.sum() * (1 / (settings.group * prompts))

    return improve(policy, questions(cities), collect, loss, steps, seed, settings, progress)


def model_reward(model, tokenizer):
    """把奖励模型包成 ppo 要的 reward。"""
    return lambda question, city, wanted, answers: (
        score(model, pad([conversation(tokenizer, question, a) for a in answers])).value
    )


def divergence(policy, reference, tokenizer, cities, seed, n=24):
    """策略相对参考的 KL，奈特／回答：每三个问题取一个，各抽 n 个回答估计。"""
    rng, kls = np.random.default_rng(seed), []
    for question, _, _ in questions(cities)[::3]:
        prompt = chat_prompt(tokenizer, question)
        rows = pad([prompt + a + prompt[:1] for a in sample(policy, prompt, n, rng)])
        mask = rows[:, len(prompt) :] >= 0
        log_p, anchor = (answer_log_probability(model, rows, len(prompt)).value for model in (policy, reference))
        kls.append(((log_p - anchor) * mask).sum(1).mean())
    return float(np.mean(kls))
