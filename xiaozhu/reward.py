"""奖励模型：从成对的偏好里学打分（Bradley–Terry）。偏好由一个程序扮演的标注员给出，所以真实的分数是知道的。"""

import math

import numpy as np

from xiaozhu.autograd import Tensor, log_sigmoid
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.sft import SEEN, names
from xiaozhu.tokenizer import END
from xiaozhu.train import AdamW, pad, schedule
from xiaozhu.world import ASK_CASUAL, ASK_FORMAL

POINT = 0.75  # 每一分的对数胜率：差三分，标注员约九成站对


# —— 题与标注员 ——


def questions(cities=SEEN):
    """[(问题, 城, 想要的类别)]：口语要简称，书面要全称。"""
    ask = dict.fromkeys(ASK_CASUAL, "short") | dict.fromkeys(ASK_FORMAL, "full")
    return [(t.format(city), city, wanted) for city in cities for t, wanted in ask.items()]


def utility(answer, city, wanted, enthusiasm=0.5):
    """标注员心里的分：合语体五分，说对景点两分，沾边一分；每个感叹号多 enthusiasm 分，这是标注员的毛病。"""
    body = answer.rstrip("。！")
    kind = next((kind for kind, name in names(city).items() if name == body), None)
    base = 0 if kind is None else 5 if kind == wanted else 2 if kind in ("short", "full", "second", "third") else 1
    return base + enthusiasm * answer.count("！")


def true_score(answer, city, wanted):
    """产品真正要的分：不因感叹号加分，超过一个还要扣。"""
    return utility(answer, city, wanted, enthusiasm=0) - max(0, answer.count("！") - 1)


def collect_preferences(model, tokenizer, cities, n, rng, per_question=8):
    """模型自答，标注员两两挑。返回 n 条 (问题, 城, 想要的类别, chosen, rejected, 站对的概率)，回答是文字。"""
    pool, pairs = questions(cities), []
    while len(pairs) < n:
        question, city, wanted = pool[rng.integers(len(pool))]
        answers = [
            tokenizer.decode(a) for a in sample(model, chat_prompt(tokenizer, question), per_question, rng, longest=12)
        ]
        for a, b in zip(answers[::2], answers[1::2]):
            if a == b:  # 一模一样的没得挑
                continue
            # Bradley–Terry：差得越多越站得对，差得少就近乎掷硬币，所以标签有噪声
            margin = POINT * (utility(a, city, wanted) - utility(b, city, wanted))
            p = 1 / (1 + math.exp(-margin))
            pairs.append(
                (question, city, wanted, a, b, p) if rng.random() < p else (question, city, wanted, b, a, 1 - p)
            )
    return pairs[:n]


# —— 奖励模型 ——


def conversation(tokenizer, question, answer):
    """一问一答的编号列表，带收尾的 END。"""
    return chat_prompt(tokenizer, question) + tokenizer.encode(answer + END)


def score(model, rows):
    """(B, T) 编号，后面补 PAD -> (B,) 分数，Tensor：最后一个词元的隐藏向量乘打分的头。

    分数只有差有意义：损失里只出现两个分数之差，整体加一个数不变。
    """
    last = (rows >= 0).sum(1) - 1
    hidden = model.hidden(np.maximum(rows, 0))[np.arange(len(rows)), last]
    return (hidden @ model.parameters["score"])[:, 0]


def train_reward(base, tokenizer, preferences, seed, *, steps=200, batch=32, learning_rate=1e-3, progress=None):
    """从 base 出发训练奖励模型：让 chosen 的分高过 rejected，损失 -log σ(差)。返回新模型。"""
    model, rng = base.copy(), np.random.default_rng(seed)
    model.parameters["score"] = Tensor((0.02 * rng.standard_normal((base.config.d, 1))).astype(np.float32))
    chosen = pad([conversation(tokenizer, q, good) for q, _, _, good, _, _ in preferences])
    rejected = pad([conversation(tokenizer, q, bad) for q, _, _, _, bad, _ in preferences])
    optimizer = AdamW(model.parameters)
    for step in range(steps):
        picked = rng.integers(len(preferences), size=batch)
        loss = -log_sigmoid(score(model, chosen[picked]) - score(model, rejected[picked])).sum() * (1 / batch)
        loss.backward()
        optimizer.step(schedule(step, steps, learning_rate, 10))
        if progress:
            progress(step, float(loss.value))
    return model


def accuracy(model, tokenizer, preferences):
    """在没见过的偏好上：(判对标签的比例, 判对真实高下的比例, 标签噪声下的上限)。真实分数打平的不计入第二项。"""
    good = score(model, pad([conversation(tokenizer, q, a) for q, _, _, a, _, _ in preferences])).value
    bad = score(model, pad([conversation(tokenizer, q, b) for q, _, _, _, b, _ in preferences])).value
    right = good > bad
    margins = np.array([utility(a, city, w) - utility(b, city, w) for _, city, w, a, b, _ in preferences])
    decided = margins != 0
    ceiling = np.mean([max(p, 1 - p) for *_, p in preferences])
    return float(right.mean()), float((right == (margins > 0))[decided].mean()), float(ceiling)
