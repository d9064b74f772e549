"""可验证奖励的强化学习：组相对策略优化（GRPO，DeepSeekMath 2402.03300 §4.1）。

题目由世界的经纬度判对错，不要标注员，也不训奖励模型；一题抽一组回答，组内互比，不训价值网络。
不拿预训练的原句续写当题：写过的城市对基座几乎全对，一组全对就没有优势可言。换成对话里没学过的问法，知识还在，问法是新的。
"""

from collections import namedtuple

import numpy as np

from xiaozhu.autograd import Tensor, exp
from xiaozhu.chat import chat_prompt
from xiaozhu.directions import exam, lead
from xiaozhu.rollout import Settings, Step, clipped_gain, draw, improve
from xiaozhu.sft import fine_tune
from xiaozhu.tokenizer import END
from xiaozhu.train import negative_log_likelihood
from xiaozhu.world import AXES

SHORT = dict(prompts=8, longest=6)
Task = namedtuple("Task", "question choices answer")  # 题面、两个可选的方位、对的那个


def tasks(hidden):
    """「南北方向上，成都比昆明更靠哪」一类的题，[Task]：南北与东西、两种先后都有，经度或纬度相同的一对不考。

    hidden 为真只出方位从没写进语料的城市对（`world.unwritten`），为假只出写过的；两边没有共同的城市对。
    """
    found = []
    for question in exam():
        if question.hidden == hidden:
            axis, a, b, _ = question
            _, positive, negative = AXES[axis]
            answer = positive if lead(question) > 0 else negative
            found.append(Task(f"{axis}方向上，{a}比{b}更靠哪", (positive, negative), answer))
    return found


def verify(task, reply):
    """奖励，1.0 或 0.0：回答（文字）恰是对的方位加句号，如「北。」。答错、跑题、多说、漏句号都是零。"""
    return float(reply == f"{task.answer}。")


def teach_format(base, tokenizer, pool, n, seed, *, steps=120):
    """拿 pool 里的 n 道题微调 base，只教格式：答案由掷硬币挑，教不了对错，所以之后的进步全来自奖励。返回新模型。"""
    rng = np.random.default_rng(seed)
    picked = [pool[i] for i in rng.choice(len(pool), n, replace=False)]
    lessons = [(task.question, f"{task.choices[rng.integers(len(task.choices))]}。") for task in picked]
    return fine_tune(base, tokenizer, lessons, seed, steps=steps)[0]


def pass_at_1(model, tokenizer, pool):
    """温度一时抽一个回答就答对的概率，对 pool 里的题平均，0 到 1。

    是逐词元乘出来的精确值，没有抽样误差；只算标准切分的那一种写法，所以至多偏低。
    """
    prompts = [chat_prompt(tokenizer, task.question) for task in pool]
    answered = [prompt + tokenizer.encode(f"{task.answer}。{END}") for prompt, task in zip(prompts, pool)]
    return float(np.exp(negative_log_likelihood(model, prompts) - negative_log_likelihood(model, answered)).mean())


def group_advantage(rewards):
    """(G,) 奖励 -> (G,) 优势 (r - mean) / std，标准差除以 G；全组同分则全为零。出处：论文 §4.1.2。"""
    spread = rewards.std()
    return (rewards - rewards.mean()) / spread if spread > 0 else np.zeros_like(rewards)


def k3(log_p, reference_log_p):
    """逐词元的 KL(策略‖参考) 估计 π_ref/π - log(π_ref/π) - 1，奈特（论文式 4；Schulman 2020 称 k3）。

    log_p 是 Tensor，reference_log_p 是同形数组；处处非负，两者相等时值与梯度都是零。
    """
    gap = Tensor(reference_log_p) - log_p
    return exp(gap) - gap - 1


def grpo_loss(log_p, old, anchor, advantage, share, beta, epsilon=0.2):
    """论文式 3 取负，标量 Tensor：截断的比率乘优势，减 beta 倍的 k3。

    log_p 是 (G, T) Tensor；old、anchor (G, T) 是抽样时的策略与参考的对数概率，奈特；advantage 是 (G, 1)。
    share (G, T) 是每个词元的权重：每个回答一样重，回答里各词元平分（论文的 1/G 与 1/|o|），补齐处为零。
    """
    gain = clipped_gain(log_p, old, advantage, epsilon)
    return ((k3(log_p, anchor) * beta - gain) * share).sum()


def grpo(policy, reference, tokenizer, pool, steps, beta, seed, *, reward=verify, progress=None, **settings):
    """返回 (新策略, 每步的 Step)；policy 与 reference 不动。Step 的 KL 是 k3，奈特／词元。

    pool 是 [Task]；reward(题, 回答的文字) -> 分数；beta >= 0 是 KL 的强度，直接进损失，而不像 `ppo` 那样写进奖励。
    settings 是 rollout.Settings 的各项，缺省的 prompts、longest 换成 SHORT 里的：一题的回答只有两个词元。
    """
    settings = Settings(**SHORT | settings)

    def collect(policy, task, rng):
        group = draw(policy, tokenizer, task.question, rng, settings)
        points = np.array([reward(task, text) for text in group.texts])
        share = (group.mask / group.mask.sum(1, keepdims=True) / settings.group).astype(np.float32)
        anchor = group.log_p(reference).value
        kl = (k3(Tensor(group.old), anchor).value * share).sum()
        advantage = group_advantage(points)[:, None].astype(np.float32)
        return (group, anchor, advantage, share), Step(points.mean(), kl, points.std() > 0)

    def loss(policy, experience, prompts):
        group, anchor, advantage, share = experience
        share = share / np.float32(prompts)
        return grpo_loss(group.log_p(policy), group.old, anchor, advantage, share, beta, settings.epsilon)

    return improve(policy, pool, collect, loss, steps, seed, settings, progress)
