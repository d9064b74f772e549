"""突然会了？平滑的损失旁边，并排放逐条的概率、逐条的对错与整卷的对错；再看一条条事实各是怎样学会的。"""

import numpy as np

from xiaozhu import scaling
from xiaozhu.autograd import softmax
from xiaozhu.train import AdamW, cross_entropy, schedule

INPUTS = ()
PATH = ((4, 100), (4, 400), (8, 400), (16, 400), (32, 400), (32, 1600), (64, 1600))  # 宽度、步数，算力每档约三四倍
TRACKED = (32, 1600)  # 沿途看每条事实的那一个
COUNTS = (10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1200, 1400, 1600)
SHEETS = (1, 5, 20)  # 一张卷子几道题
BANDS = {"common": (0, 30), "middle": (30, 300), "rare": (300, 3000), "rarest": (3000, scaling.FACTS)}  # 第几常见


def measure(seed, made):
    """规模法则的世界（见 scaling），一条事实一个词元的答案，各数都是整个世界上的精确值。

    「指标_d宽度_步数」：flops 训练算力，6 × 参数 × 词元；loss 期望损失，奈特／条，训练与 scaling_law 的同一格相同；
    prob 给对的值的概率，right 对的值是不是最可能的那个，都按频率加权平均；
    sheet_几：照频率独立抽几道题，全对的机会；在同一频段里抽的是 topic_几（先照频率挑频段，再在里面抽）；
    right_频段、prob_频段、loss_频段：只在那个频段里按频率加权，频段见 BANDS。

    TRACKED 那一个沿途再看：path_prob_频段_步数、path_right_频段_步数是那时的平均；最罕见的频段不看以下三样：
    fact_octaves_频段：频段里学会了的事实（概率到过 0.9），概率从 0.1 到 0.9 步数翻了几番，取中位数；
    mean_octaves_频段：那些事实的平均概率走完同一段翻了几番，走不完就是量到头的那一段；
    learned_频段：学会了的占多少，不加权。
    """
    measured = {}
    for d, steps in PATH:
        tracked = {} if (d, steps) == TRACKED else None
        model, seen = run(d, steps, seed, tracked)
        world = scaling.World(seed)
        found = {"flops": 6 * model.size * seen * 4, **look(world, *answers(world, model))}
        measured |= {f"{name}_d{d}_{steps}": value for name, value in found.items()}
        if tracked:
            measured |= follow(world, tracked)
    return measured


def run(d, steps, seed, tracked=None):
    """与 scaling.run 同一种训练，返回 (模型, 见过的条数)；tracked 给一张空表，就收下 COUNTS 各步的 answers。"""
    world, rng, model = scaling.World(seed), np.random.default_rng(seed + 1), scaling.family(d, seed)
    optimizer, mask = AdamW(model.parameters, weight_decay=0.0), np.zeros((scaling.BATCH, 4), bool)
    mask[:, -1] = True
    for step in range(steps):
        cross_entropy(model, world.sample(rng, scaling.BATCH), mask).backward()
        optimizer.step(schedule(step, steps, 1e-2 * min(1, 16 / d), 30))
        if tracked is not None and step + 1 in COUNTS:
            tracked[step + 1] = answers(world, model)
    return model, steps * scaling.BATCH


def answers(world, model):
    """每条事实：给对的值的概率、对的值是不是最可能的，各 (FACTS,)，从最常见的排起。"""
    p, right = [], []
    for ranks in np.array_split(np.arange(scaling.FACTS), 8):
        rows = world.rows(ranks)
        guess = softmax((model.hidden(rows[:, :-1]).value[:, -1] @ model.parameters["embed"].value.T).astype(float))
        p.append(guess[np.arange(len(ranks)), rows[:, -1]])
        right.append(guess.argmax(1) == rows[:, -1])
    return np.concatenate(p), np.concatenate(right).astype(float)


def look(world, p, right):
    """一个模型的 {指标: 数}，见 measure。"""
    whole = slice(0, scaling.FACTS)
    mean = lambda x, band=whole: float((world.share[band] * x[band]).sum() / world.share[band].sum())
    bands = {name: slice(*ends) for name, ends in BANDS.items()}
    found = {"loss": mean(-np.log(p)), "prob": mean(p), "right": mean(right)}
    for k in SHEETS:
        found[f"sheet_{k}"] = mean(right) ** k
        found[f"topic_{k}"] = sum(world.share[band].sum() * mean(right, band) ** k for band in bands.values())
    for name, band in bands.items():
        found |= {f"right_{name}": mean(right, band), f"prob_{name}": mean(p, band)}
        found[f"loss_{name}"] = mean(-np.log(p), band)
    return found


def follow(world, tracked):
    """{步数: answers} -> 一条条事实与它们的平均各陡不陡，见 measure。"""
    found, paths = {}, np.stack([p for p, _ in tracked.values()])
    for name, (start, end) in BANDS.items():
        for count, (p, right) in tracked.items():
            share = world.share[start:end] / world.share[start:end].sum()
            found[f"path_prob_{name}_{count}"] = (share * p[start:end]).sum()
            found[f"path_right_{name}_{count}"] = (share * right[start:end]).sum()
        if name == "rarest":  # 学会的只有千分之一，多半是碰巧，不看
            continue
        band = paths[:, start:end]
        learned = band[:, band.max(0) > 0.9]
        found[f"learned_{name}"] = learned.shape[1] / (end - start)
        found[f"fact_octaves_{name}"] = np.median([octaves(path) for path in learned.T])
        found[f"mean_octaves_{name}"] = octaves(learned.mean(1))
    return found


def octaves(path, low=0.1, high=0.9):
    """一条概率随 COUNTS 走的曲线：最后一次低于 low 之后到头一次高于 high，步数翻了几番；两点之间按对数步数内插。"""
    at = np.log2(COUNTS)
    reached = np.flatnonzero(path > high)
    end = reached[0] if len(reached) else len(path) - 1
    below = np.flatnonzero(path[: end + 1] < low)
    if not len(below):  # 第一次看时已经过了 low，只知道至少是这么多
        start_at = at[0]
    else:
        i = below[-1]
        start_at = at[i] + (low - path[i]) / (path[i + 1] - path[i]) * (at[i + 1] - at[i])
    if len(reached) and end:  # 走到了 high，又不是第一次看就到
        end_at = at[end - 1] + (high - path[end - 1]) / (path[end] - path[end - 1]) * (at[end] - at[end - 1])
    else:
        end_at = at[end]
    return float(end_at - start_at)
