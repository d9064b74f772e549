"""方位题：出题、考模型，以及几种只数语料里写出的句子、不训练的答法。

没写出过的城市对，模型答得对，只能说明它没有背；要说它「推」出来了，得先胜过这些答法。
"""

import re
from collections import Counter, namedtuple
from itertools import permutations

import numpy as np

from xiaozhu.chat import text_prompt
from xiaozhu.train import negative_log_likelihood
from xiaozhu.world import AXES, CITIES, direction, unwritten

Question = namedtuple("Question", "axis a b hidden")  # 「axis 方向上，a 比 b 更靠哪」；hidden：这一对从没写出过
_SENTENCE = re.compile(f"({'|'.join(AXES)})方向上，(.+)比(.+)更靠(.)。")


def lead(question):
    """a 比 b 多靠北（东）几度；负的就是更靠南（西）。"""
    field, *_ = AXES[question.axis]
    return getattr(CITIES[question.a], field) - getattr(CITIES[question.b], field)


def exam():
    """全部的题，[Question]：南北与东西、两种先后都有，经度或纬度相同的一对不考。"""
    asked = (Question(axis, a, b, unwritten(a, b)) for axis in AXES for a, b in permutations(CITIES, 2))
    return [question for question in asked if lead(question)]


def model_right(model, tokenizer):
    """(N,)：exam 的每一题，模型是否觉得真话比假话更可能。"""
    texts = []
    for axis, a, b, _ in exam():
        _, positive, negative = AXES[axis]
        true = direction(axis, a, b)
        texts += [true, f"{true[:-2]}{negative if true[-2] == positive else positive}。"]
    loss = negative_log_likelihood(model, [text_prompt(tokenizer, text) for text in texts]).reshape(-1, 2)
    return loss[:, 0] < loss[:, 1]


def written(texts):
    """语料里写出的方位句，{(轴, 更靠北／东的城, 另一座): 写了几次}。"""
    counts = Counter()
    for text in texts:
        if found := _SENTENCE.fullmatch(text):
            axis, a, b, side = found.groups()
            counts[(axis, a, b) if side == AXES[axis][1] else (axis, b, a)] += 1
    return counts


# —— 不训练的答法：每种是 margin(轴, a, b)，正数答「a 更靠北（东）」，零是答不上，只好掷硬币 ——


def baseline_right(margin):
    """(N,)：exam 的每一题，答对得一，答错得零，答不上得一半。"""
    return np.array([0.5 + 0.5 * np.sign(margin(q.axis, q.a, q.b)) * np.sign(lead(q)) for q in exam()])


def by_wins(counts):
    """只数胜场：一座城在写出过的比较里赢的比例，高的答更靠北（东）。counts 的值全改成一，就是每种比较只算一次。"""
    won, played = Counter(), Counter()
    for (axis, winner, loser), times in counts.items():
        won[axis, winner] += times
        played.update({(axis, winner): times, (axis, loser): times})
    share = lambda axis, city: won[axis, city] / played[axis, city] if played[axis, city] else 0.5
    return lambda axis, a, b: share(axis, a) - share(axis, b)


def by_score(counts, penalty=1.0, rounds=100):
    """每城一个数：Bradley–Terry 的分，拿写出过的比较拟合，每句算一次；加一点 L2（penalty），否则全对的数据会把分推到无穷。

    出处：Bradley 与 Terry 1952。凸的，用牛顿法，步子减半，rounds 轮之后早已收敛。
    """
    cities, scores = {city: i for i, city in enumerate(CITIES)}, {}
    for axis in AXES:
        played = [(cities[w], cities[x], times) for (which, w, x), times in counts.items() if which == axis]
        winner, loser, times = (np.array(column) for column in zip(*played))
        design = np.zeros((len(played), len(cities)))
        design[np.arange(len(played)), winner], design[np.arange(len(played)), loser] = 1, -1
        score = np.zeros(len(cities))
        for _ in range(rounds):
            doubt = 1 / (1 + np.exp(design @ score))  # 输的那边胜的机会
            gradient = design.T @ (times * doubt) - penalty * score
            curvature = (design.T * (times * doubt * (1 - doubt))) @ design + penalty * np.eye(len(cities))
            score += 0.5 * np.linalg.solve(curvature, gradient)
        scores[axis] = score
    return lambda axis, a, b: scores[axis][cities[a]] - scores[axis][cities[b]]


def reachable(counts):
    """由写出过的比较一环扣一环推得出的，{(轴, 更靠北／东的城, 另一座)}：甲比乙北、乙比丙北，则甲比丙北。"""
    known = set(counts)
    for axis in AXES:
        for middle in CITIES:
            above = [a for a in CITIES if (axis, a, middle) in known]
            below = [b for b in CITIES if (axis, middle, b) in known]
            known |= {(axis, a, b) for a in above for b in below}
    return known


def by_chain(counts):
    """只用传递：推得出的照推，推不出的答不上。"""
    known = reachable(counts)
    return lambda axis, a, b: ((axis, a, b) in known) - ((axis, b, a) in known)


def by_order(counts):
    """每城一个数的最佳次序：与全部写出过的句子都一致的一个全序。推得出的照推；推不出的，看各自压过几座、被几座压过。"""
    known = reachable(counts)
    rank = Counter()
    for axis, winner, loser in known:
        rank[axis, winner] += 1
        rank[axis, loser] -= 1
    return lambda axis, a, b: rank[axis, a] - rank[axis, b]


def by_weather(counts):
    """只看天气：只知道两城各属哪类天气，答那两类之间写得多的一边；同类的答不上。"""
    seen = Counter()
    for (axis, winner, loser), times in counts.items():
        seen[axis, CITIES[winner].climate, CITIES[loser].climate] += times
    kind = lambda city: CITIES[city].climate
    return lambda axis, a, b: seen[axis, kind(a), kind(b)] - seen[axis, kind(b), kind(a)]
