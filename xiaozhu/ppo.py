"""近端策略优化（PPO，Schulman 2017）：让模型拿高分，又不许离参考模型太远。

优势用同题其余回答的平均作基线，不另训价值网络；KL 惩罚写进奖励（InstructGPT 式 2）。
"""

import numpy as np

from xiaozhu.autograd import Tensor, clip, exp, minimum
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.reward import conversation, questions, score
from xiaozhu.train import AdamW, next_token_log_probability, pad


def answer_log_probability(model, rows, prompt_length):
    """(B, T+1) -> (B, 回答长)：回答里每个词元的对数概率，Tensor。"""
    return next_token_log_probability(model, rows)[:, prompt_length - 1 :]


def ppo(
    policy,
    reference,
    tokenizer,
    reward,
    cities,
    steps,
    beta,
    seed,
    *,
    learning_rate=5e-4,
    group=16,
    prompts=6,
    epochs=2,
    epsilon=0.2,
    longest=12,
    progress=None,
):
    """返回 (新策略, 每步的 (平均奖励, 平均 KL))。

    reward(问题, 城, 想要的类别, 回答们) -> (group,) 分数；beta >= 0 是 KL 惩罚的强度，奈特。
    每步取 prompts 个问题，各抽 group 个回答，在这一批上更新 epochs 遍。
    """
    policy, rng, pool, history = policy.copy(), np.random.default_rng(seed), questions(cities), []
    optimizer = AdamW(policy.parameters, weight_decay=0.0)
    for step in range(steps):
        batch, rewards, divergences = [], [], []
        for j in rng.choice(len(pool), prompts, replace=False):
            question, city, wanted = pool[j]
            prompt = chat_prompt(tokenizer, question)
            answers = sample(policy, prompt, group, rng, longest=longest)
            rows = pad(
                [prompt + a + prompt[:1] * (len(a) < longest) for a in answers]
            )  # 写满被截断的不补 END：那不是策略选的
            mask = (rows[:, len(prompt) :] >= 0).astype(np.float32)
            old = answer_log_probability(policy, rows, len(prompt)).value
            kl = ((old - answer_log_probability(reference, rows, len(prompt)).value) * mask).sum(1)
            r = reward(question, city, wanted, [tokenizer.decode(a) for a in answers])
            total = r - beta * kl
            advantage = (total - total.mean()) * group / (group - 1)  # 减去同组其余回答的平均
            batch.append((rows, len(prompt), old, mask, advantage[:, None].astype(np.float32) * mask))
            rewards.append(r.mean())
            divergences.append(kl.mean())
        for _ in range(epochs):
            for rows, start, old, mask, advantage in batch:
                ratio = exp((answer_log_probability(policy, rows, start) - Tensor(old)) * mask)
                objective = minimum(ratio * advantage, clip(ratio, 1 - epsilon, 1 + epsilon) * advantage)
                (-objective.sum() * (1 / (group * prompts))).backward()
            optimizer.step(learning_rate)
        history.append((float(np.mean(rewards)), float(np.mean(divergences))))
        if progress:
            progress(step, history[-1][0])
    return policy, history


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
        gap = (
            answer_log_probability(policy, rows, len(prompt)).value
            - answer_log_probability(reference, rows, len(prompt)).value
        )
        kls.append((gap * mask).sum(1).mean())
    return float(np.mean(kls))
