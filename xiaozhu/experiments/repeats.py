"""语料过几遍：更新步数一样，只有不重复的语料多少不同，训练损失与留出损失各走向哪里。"""

import numpy as np

from xiaozhu import train, world
from xiaozhu.model import Config, Model
from xiaozhu.stages import pretrain
from xiaozhu.tokenizer import END, Tokenizer

INPUTS = ()
# 比正经的预训练小：宽度一半、行长一半，好省时间；其余照 pretrain 的配方
WIDTH, LENGTH, STEPS, BATCH = 32, 32, 800, 16
PASSES = (1, 4, 16)
COUNTS = (0, 50, 100, 200, 300, 400, 500, 600, 700, 800)
ASKED = 500  # 拿多少篇来量


def measure(seed, made):
    """「passes_几_指标」，几是语料大约过几遍（每批随机取行，所以是「约」），共 STEPS × BATCH 行次；各遍数的起点、步数、学习率都一样。

    rows 不重复的行数；end_gap、end_train_gap：没见过的短文、用过的短文，练完时损失高出各自真实熵的比例；
    gap_步数、train_gap_步数 是一路上的。早停挑 gap 最低的那一步：best_gap 与 best_step。
    「short_几_gap」：同样少的语料，只练一遍那么多步（学习率也在那几步里降完），练完时没见过的短文高出多少。
    """
    recipe = pretrain.RECIPE
    written = world.sample(recipe["documents"], seed)
    texts = [text for text, _ in written]
    tokenizer = Tokenizer.train(texts[:20_000], recipe["merges"], world.SPARE)
    rows = train.pack(tokenizer, texts, LENGTH)
    config = Config(len(tokenizer.vocabulary), d=WIDTH, ffn=2 * WIDTH)
    rate, fresh, measured = recipe["learning_rate"], world.sample(ASKED, 1000 + seed), {}
    for passes in PASSES:
        used = rows[: STEPS * BATCH // passes]
        # 一行装得下不止一篇，所以头这么多篇一定在用到的行里
        exams = {"gap": fresh, "train_gap": written[: min(ASKED, len(used))]}
        name, model = f"passes_{passes}", Model.initialize(config, seed)
        measured[f"{name}_rows"] = len(used)

        def look(count):
            for key, exam in exams.items():
                measured[f"{name}_{key}_{count}"] = gap(model, tokenizer, exam)

        look(0)
        train.train(model, used, STEPS, rate, seed, batch=BATCH, progress=lambda s, _: s + 1 in COUNTS and look(s + 1))
        path = [measured[f"{name}_gap_{count}"] for count in COUNTS]
        measured |= {f"{name}_end_{key}": measured[f"{name}_{key}_{STEPS}"] for key in exams}
        measured |= {f"{name}_best_gap": min(path), f"{name}_best_step": COUNTS[int(np.argmin(path))]}
        if passes > 1:
            short = Model.initialize(config, seed)
            train.train(short, used, STEPS // passes, rate, seed, batch=BATCH, warmup=STEPS // passes // 20 + 1)
            measured[f"short_{passes}_gap"] = gap(short, tokenizer, fresh)
    return measured


def gap(model, tokenizer, written):
    """[(短文, 对数概率)] 上的损失高出真实熵的比例。"""
    loss = train.negative_log_likelihood(model, [tokenizer.encode(END + text + END) for text, _ in written]).sum()
    return float(loss / -sum(p for _, p in written) - 1)
