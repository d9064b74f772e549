"""悟道涨的分从哪来：同一个起点，换五种奖励，换成直接教答案，各涨多少。"""

from collections import Counter

import numpy as np

from xiaozhu import grpo, sft, train
from xiaozhu.autograd import Tensor
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.rollout import Group, Settings, Step, answer_log_probability, improve
from xiaozhu.stages.grpo import RECIPE
from xiaozhu.tokenizer import END

INPUTS = ("format",)
STEPS, EVERY = RECIPE["steps"], 20  # 练多少步，每多少步量一次
SFT_STEPS = {"sft": (25, 50, 120, 300), "sft_shuffled": (120, 300)}
BATCH = 16  # SFT 五十步看过 800 题次，与 GRPO 一百步、每步八题相同


def measure(seed, made):
    """从库里的格式检查点起步，种子只管之后的练法。「奖励_步数_指标」与「sft_步数_指标」，起点的是「start_指标」。

    奖励：true 答对的得分，wrong 答错的得分，shuffled 各题的答案先打乱、再照打乱的判，random 不看回答掷硬币，
    random_format 格式对了才掷硬币，format 格式对就得分。sft 是同一批题直接教答案，sft_shuffled 教打乱的答案。
    指标：gauge_against 的四样；distinct 是练到过几道不同的题（二选一，一道题的标签至多一比特），graded 是判过几个回答，
    SFT 的是看过几条标准答案（重复也数）；informative 是上次量以来，组内分得出高下的题的比例。
    「third_几_奖励」：没练过的题按起点答对的概率从低到高分三档，各档练完后答对的概率；「third_几_start」是起点的。
    """
    start, tokenizer = made["format"]
    pool, mixed = grpo.tasks(hidden=False), shuffled(grpo.tasks(hidden=False), seed)
    gauge, hidden = gauge_against(start, tokenizer), grpo.tasks(hidden=True)
    parts = np.array_split(np.argsort(right(start, tokenizer, hidden)), 3)
    thirds = lambda model: [right(model, tokenizer, hidden)[part].mean() for part in parts]
    measured = {f"start_{key}": value for key, value in gauge(start).items()}
    measured |= {f"third_{i}_start": p for i, p in enumerate(thirds(start))}
    for name, reward in rewards(seed).items():
        questions = mixed if name == "shuffled" else pool
        every = EVERY if name in ("true", "wrong") else STEPS
        policy, curve = practise(start, tokenizer, questions, STEPS, seed, gauge, every, reward=reward)
        measured |= {f"{name}_{key}": value for key, value in curve.items()}
        measured |= {f"third_{i}_{name}": p for i, p in enumerate(thirds(policy))}
    for name, questions in (("sft", pool), ("sft_shuffled", mixed)):
        for steps in SFT_STEPS[name]:
            found = taught(start, tokenizer, questions, steps, seed, gauge)
            measured |= {f"{name}_{steps}_{key}": value for key, value in found.items()}
    return measured


# —— 奖励：每种都是 reward(题, 回答的文字) -> 分 ——


def well_formed(task, reply):
    """回答恰是两个方位之一加句号。"""
    return float(reply in {f"{choice}。" for choice in task.choices})


def wrong(task, reply):
    """格式对、方位反着的得分。"""
    return well_formed(task, reply) - grpo.verify(task, reply)


def rewards(seed):
    """{名字: 奖励}。掷硬币的两种各带自己的随机数，与抽样的互不相干。"""
    rng, other = np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2])
    return {
        "true": grpo.verify,
        "wrong": wrong,
        "shuffled": grpo.verify,
        "random": lambda task, reply: float(rng.random() < 0.5),
        "random_format": lambda task, reply: well_formed(task, reply) * (other.random() < 0.5),
        "format": well_formed,
    }


def shuffled(pool, seed):
    """同样的题面，答案在同一根轴的题之间打乱：各方位出现的次数不变，与题面无关了。"""
    rng, mixed = np.random.default_rng([seed, 3]), list(pool)
    for choices in {task.choices for task in pool}:
        where = [i for i, task in enumerate(pool) if task.choices == choices]
        for i, j in zip(where, rng.permutation(where)):
            mixed[i] = pool[i]._replace(answer=pool[j].answer)
    return mixed


# —— 练 ——


def practise(start, tokenizer, pool, steps, seed, gauge, every, *, reward=grpo.verify):
    """练 steps 步 GRPO，每 every 步拿 gauge(模型) 量一次。返回 (策略, {「步数_指标」: 数})，指标的意思见 measure。"""
    graded, curve = [], {}

    def judge(task, reply):
        graded.append(task.question)
        return reward(task, reply)

    def progress(step, policy):
        if step % every == 0:
            found = gauge(policy) | {"distinct": len(set(graded)), "graded": len(graded)}
            curve.update({f"{step}_{key}": value for key, value in found.items()})

    policy, history = merged_grpo(start, tokenizer, pool, steps, seed, reward=judge, progress=progress)
    for step in range(every, steps + 1, every):
        curve[f"{step}_informative"] = np.mean([past.informative for past in history[step - every : step]])
    return policy, curve


def merged_grpo(start, tokenizer, pool, steps, seed, *, reward=grpo.verify, progress=None, **settings):
    """与 `grpo.grpo` 同一个算法，配方是库里的，返回同样的东西；一组里同字同分的回答合成一行，份数乘进权重。

    答案只有两三种写法，合并之后快三四倍，损失与梯度不变。progress(练完几步, 当时的策略) 每步叫一次。
    """
    settings = Settings(**grpo.SHORT | {"learning_rate": RECIPE["learning_rate"]} | settings)
    policy = start.copy()
    policy.copy = lambda: policy  # improve 只练副本、末尾才交出；让它就练这一份，半路上才量得到

    def collect(policy, task, rng):
        prompt = chat_prompt(tokenizer, task.question)
        answers = sample(policy, prompt, settings.group, rng, longest=settings.longest)
        points = np.array([reward(task, tokenizer.decode(answer)) for answer in answers])
        counts = Counter(zip(map(tuple, answers), grpo.group_advantage(points).tolist()))
        rows = train.pad([prompt + [*answer] + prompt[:1] * (len(answer) < settings.longest) for answer, _ in counts])
        mask = (rows[:, len(prompt) :] >= 0).astype(np.float32)
        old, anchor = (answer_log_probability(model, rows, len(prompt)).value for model in (policy, start))
        copies = np.array([*counts.values()])[:, None] / settings.group
        share = (mask / mask.sum(1, keepdims=True) * copies).astype(np.float32)
        advantage = np.array([[a] for _, a in counts], np.float32)
        kl = (grpo.k3(Tensor(old), anchor).value * share).sum()
        return (Group(rows, len(prompt), mask, old, None), anchor, advantage, share), Step(
            points.mean(), kl, points.std() > 0
        )

    def loss(policy, experience, prompts):
        group, anchor, advantage, share = experience
        share = share / np.float32(prompts)
        return grpo.grpo_loss(
            group.log_p(policy), group.old, anchor, advantage, share, RECIPE["beta"], settings.epsilon
        )

    each = progress and (lambda step, _: progress(step + 1, policy))
    _, history = improve(policy, pool, collect, loss, steps, seed, settings, each)
    del policy.copy  # 交出去的要能照常复制
    return policy, history


def taught(start, tokenizer, pool, steps, seed, gauge):
    """从 start 起直接教答案 steps 步，{指标: 数}。不用 sft.fine_tune：它会把练过的对话标记换回起步的样子。"""
    model = start.copy()
    rows, mask = sft.lesson_rows(tokenizer, [(task.question, f"{task.answer}。") for task in pool])
    train.train(model, rows, steps, 1e-3, seed, batch=BATCH, mask=mask, warmup=10, weight_decay=0.0)
    rng = np.random.default_rng(seed)  # train 照它挑题，再挑一遍就知道教到了哪些
    distinct = {i for _ in range(steps) for i in rng.integers(len(rows), size=BATCH)}
    return gauge(model) | {"distinct": len(distinct), "graded": steps * BATCH}


# —— 量：都是精确值，没有抽样误差 ——


def answer_tree(model, tokenizer, pool):
    """(N, 2, 3, V) 对数概率，奈特：每题沿两个格式对的回答走（方位、句号、END），每一步上全词表的。连同走过的编号 (N, 2, 3)。"""
    paths = np.array([[tokenizer.encode(f"{choice}。{END}") for choice in task.choices] for task in pool])
    prompts = [chat_prompt(tokenizer, task.question) for task in pool for _ in task.choices]
    rows = train.pad([prompt + [*path] for prompt, path in zip(prompts, paths.reshape(-1, 3))])
    hidden = model.hidden(np.maximum(rows[:, :-1], 0)).value
    at = np.array([len(prompt) - 1 for prompt in prompts])[:, None] + np.arange(3)
    logits = np.take_along_axis(hidden, at[:, :, None], 1) @ model.parameters["embed"].value.T
    log_p = logits - np.logaddexp.reduce(logits, -1, keepdims=True)
    return log_p.reshape(len(pool), 2, 3, -1), paths


def answered(tree, paths):
    """(N, 2)：两个格式对的回答各有多大概率。"""
    return np.exp(np.take_along_axis(tree, paths[..., None], -1)[..., 0].sum(-1))


def right(model, tokenizer, pool):
    """(N,)：每题答对的概率。"""
    return _right(*answer_tree(model, tokenizer, pool), pool)


def _right(tree, paths, pool):
    return answered(tree, paths)[range(len(pool)), [task.choices.index(task.answer) for task in pool]]


def divergence(tree, reference, paths):
    """KL(策略‖参考) 对题平均，奈特／回答：链式法则，逐步全词表求和；只顺着格式对的回答往下走，跑题之后的不算，所以至多偏低。"""
    step = (np.exp(tree) * (tree - reference)).sum(-1)  # (N, 2, 3)
    taken = np.exp(np.take_along_axis(tree, paths[..., None], -1)[..., 0])
    reach = np.cumprod(np.concatenate([np.full_like(taken[..., :1], 0.5), taken[..., :2]], -1), -1)
    reach[..., 1:] *= 2  # 第一步两条路是同一步，各算一半
    return (reach * step).sum((1, 2)).mean()


def gauge_against(start, tokenizer):
    """返回 gauge(模型) -> {unseen, practised, format, kl}：没练过的题、题库里的题（每三道取一道）答对的概率；

    没练过的题上，格式对的概率，与离 start 的 KL，奈特／回答。
    """
    hidden, practised = grpo.tasks(hidden=True), grpo.tasks(hidden=False)[::3]
    reference, paths = answer_tree(start, tokenizer, hidden)

    def gauge(model):
        tree, _ = answer_tree(model, tokenizer, hidden)
        return {
            "unseen": _right(tree, paths, hidden).mean(),
            "practised": right(model, tokenizer, practised).mean(),
            "format": answered(tree, paths).sum(1).mean(),
            "kl": divergence(tree, reference, paths),
        }

    return gauge
