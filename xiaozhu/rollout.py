"""PPO 与 GRPO 共用的一圈：挑几道题，各抽一组回答，打分，在这一批上更新几遍。

两者只差三处：优势怎样从分数来，KL 写进奖励还是写进损失，一个回答里的各个词元怎样摊；那三处各在自己的模块里。
"""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np

from xiaozhu.autograd import Tensor, clip, exp, minimum
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.train import AdamW, next_token_log_probability, pad

Step = namedtuple("Step", "reward kl informative")  # 平均奖励、平均 KL（奈特）、组内分得出高下的题的比例


@dataclass(frozen=True)
class Settings:
    """一步怎样走：取 prompts 道题，各抽 group 个回答，在这一批上更新 epochs 遍，比率截到 1 ± epsilon。

    longest 是回答的词元上限，要比对的回答长。
    """

    learning_rate: float = 5e-4
    prompts: int = 6
    group: int = 16
    epochs: int = 2
    epsilon: float = 0.2
    longest: int = 12


@dataclass(frozen=True)
class Group:
    """一道题的一组回答：rows (G, T+1) 是提示连同回答，start 是提示的长度，其余只管回答的那 L = T+1-start 个位置。

    mask (G, L) 是回答的词元为一、补齐为零；old (G, L) 是抽样时策略给的对数概率，奈特；texts 是 G 个回答的文字。
    """

    rows: np.ndarray
    start: int
    mask: np.ndarray
    old: np.ndarray
    texts: list

    def log_p(self, model):
        """(G, L) Tensor：model 给这组回答的每个词元的对数概率，奈特。"""
        return answer_log_probability(model, self.rows, self.start)


def answer_log_probability(model, rows, start):
    """(B, T+1) -> (B, T+1-start)：提示之后每个词元的对数概率，Tensor，奈特；补齐处的值没有意义。"""
    return next_token_log_probability(model, rows)[:, start - 1 :]


def draw(policy, tokenizer, question, rng, settings):
    """对一个问题抽一组回答，返回 Group。"""
    prompt = chat_prompt(tokenizer, question)
    answers = sample(policy, prompt, settings.group, rng, longest=settings.longest)
    # 写满被截断的不补 END：那个词元不是策略选的，不该为它受奖罚
    rows = pad([prompt + a + prompt[:1] * (len(a) < settings.longest) for a in answers])
    mask = (rows[:, len(prompt) :] >= 0).astype(np.float32)
    old = answer_log_probability(policy, rows, len(prompt)).value
    return Group(rows, len(prompt), mask, old, [tokenizer.decode(a) for a in answers])


def clipped_gain(log_p, old, advantage, epsilon):
    """截断的目标 min(比率 * 优势, clip(比率, 1 ± epsilon) * 优势)，逐词元（PPO，Schulman 2017，式 7）。

    log_p 是 (G, L) Tensor，old 是同形数组，advantage 可广播到同形。已经升够的不再升，错升的照样压回来。
    """
    ratio = exp(log_p - Tensor(old))
    return minimum(ratio * advantage, clip(ratio, 1 - epsilon, 1 + epsilon) * advantage)


def improve(policy, pool, collect, loss, steps, seed, settings, progress=None):
    """返回 (新策略, 每步的 Step)；policy 不动。

    collect(策略, 题, rng) -> (经验, Step)：抽一组回答、打好分；loss(策略, 经验, 题数) -> 标量 Tensor。
    题不够 settings.prompts 道就全取。progress(步, 平均奖励) 每步叫一次。
    """
    policy, rng, history = policy.copy(), np.random.default_rng(seed), []
    optimizer = AdamW(policy.parameters, weight_decay=0.0)
    prompts = min(settings.prompts, len(pool))
    for step in range(steps):
        picked = rng.choice(len(pool), prompts, replace=False)
        batch, notes = zip(*(collect(policy, pool[j], rng) for j in picked))
        for _ in range(settings.epochs):
            for experience in batch:
                loss(policy, experience, prompts).backward()
            optimizer.step(settings.learning_rate)
        history.append(Step(*np.mean(notes, axis=0).tolist()))
        if progress:
            progress(step, history[-1].reward)
    return policy, history
