"""考题混进训练：世界的真熵已知，所以考得「比真熵还好」只能是背过。"""

import numpy as np

from xiaozhu import train, world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
EXAM, FRESH = 100, 100  # 考卷与新题各几篇
REPEATS = 8  # 混进去的每篇抄几份
STEPS = (5, 25, 100)  # 拿考题续训几步
LONG = 200  # 每篇抄八份时步数加倍
LEARNING_RATE, BATCH = 2e-3, 8


def measure(seed, made):
    """「时候_卷子」：每篇损失减去这篇的真熵，奈特，平均。卷子：exam 是混进去的，fresh 是同一个世界另抽的。

    时候：before 没续训；after_几 是只拿考题续训几步；mixed 是考题只占一批的八分之一、其余是新语料，100 步，每篇大约见一遍；
    repeated 把考题抄八份再混，200 步，每篇大约见八遍；clean_几 是同样的步数、全是新语料：一般地多练几步会怎样。
    noise 是没续训时一百篇平均数的标准误：负得不到两倍它，不算比真熵还好。
    """
    model, tokenizer = made["pretrain"]
    exam, fresh = world.sample(EXAM, 700 + seed), world.sample(FRESH, 800 + seed)
    other = world.sample(3000, 900 + seed)
    rows = lambda texts: train.pad([tokenizer.encode(END + text + END) for text, _ in texts])
    measured = {}

    def score(name, m):
        for paper, texts in (("exam", exam), ("fresh", fresh)):
            ids = [tokenizer.encode(END + text + END) for text, _ in texts]
            gap = train.negative_log_likelihood(m, ids) + np.array([log_p for _, log_p in texts])
            measured[f"{name}_{paper}"] = gap.mean()

    def study(texts, steps):
        copy = model.copy()
        train.train(copy, rows(texts), steps, LEARNING_RATE, seed, batch=BATCH, warmup=2, weight_decay=0.0)
        return copy

    score("before", model)
    ids = [tokenizer.encode(END + text + END) for text, _ in exam]
    each = train.negative_log_likelihood(model, ids) + np.array([log_p for _, log_p in exam])
    measured["noise"] = each.std() / EXAM**0.5
    for steps in STEPS:
        score(f"after_{steps}", study(exam, steps))
    score("mixed", study(exam + other[: 7 * EXAM], max(STEPS)))
    score("repeated", study(exam * REPEATS + other[: 7 * EXAM], LONG))
    for steps in (*STEPS, LONG):
        score(f"clean_{steps}", study(other, steps))
    return measured
