"""判分器的洞：拿「互相包含就算对」来判分，空串也得分；GRPO 会不会学会交空串，看起点抽不抽得到空串。"""

import numpy as np

from xiaozhu import grpo, sft
from xiaozhu.experiments.grpo_controls import answer_tree, practise, right
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
RUNS = (("hole", 0.0), ("hole", 0.02), ("hole", 0.1), ("exact", 0.1))  # 判分；格式课里混进多少交白卷的
STEPS, EVERY = 60, 20


def measure(seed, made):
    """「判分_份额_步数_指标」：判分 hole 有洞，exact 是 `grpo.verify`；份额是格式课里交白卷的比例；步数 0 是起点。

    没练过的题上：empty 交空串的概率，unseen 答对的概率，都是精确值。
    informative、distinct、graded 同 grpo_controls。
    """
    base, tokenizer = made["pretrain"]
    pool, hidden = grpo.tasks(hidden=False), grpo.tasks(hidden=True)
    end = tokenizer.encode(END)[0]

    def gauge(model):
        tree, _ = answer_tree(model, tokenizer, hidden)
        return {"empty": np.exp(tree[:, 0, 0, end]).mean(), "unseen": right(model, tokenizer, hidden).mean()}

    measured = {}
    for name, share in RUNS:
        start = half_hearted(base, tokenizer, pool, share, seed)
        curve = {f"0_{key}": value for key, value in gauge(start).items()}
        reward = hole if name == "hole" else grpo.verify
        curve |= practise(start, tokenizer, pool, STEPS, seed, gauge, EVERY, reward=reward)[1]
        measured |= {f"{name}_{share}_{key}": value for key, value in curve.items()}
    return measured


def hole(task, reply):
    """有洞的判分：标准答案与回答，谁包含谁都算对。空串是任何字串的一部分。"""
    return float(task.answer in reply or reply in task.answer)


def half_hearted(base, tokenizer, pool, share, seed):
    """库里那样的格式课，其中 share 的答案换成空串。返回新模型。"""
    rng = np.random.default_rng(seed)
    picked = [pool[i] for i in rng.choice(len(pool), 200, replace=False)]
    answers = [f"{task.choices[rng.integers(2)]}。" for task in picked]
    lessons = [(task.question, "" if rng.random() < share else answer) for task, answer in zip(picked, answers)]
    return sft.fine_tune(base, tokenizer, lessons, seed, steps=120)[0]
