"""十台机器快不快十倍：一步的批放大十倍，是把步数减到十分之一，还是步数不减、多喂十倍的词元。"""

from xiaozhu import train, world
from xiaozhu.experiments.repeats import ASKED, LENGTH, WIDTH, gap
from xiaozhu.model import Config, Model
from xiaozhu.stages import pretrain
from xiaozhu.tokenizer import Tokenizer

INPUTS = ()
BASE, RATE = 160, 6e-3  # 小批的步数与学习率
# 名字 -> 批、步数、学习率要试的倍数；三种预算里词元的比是 1 : 1 : 10 : 10
RUNS = {
    "small": (16, BASE, (1, 2, 4)),
    "large": (160, BASE // 10, (1, 2, 10**0.5, 10)),
    "small_long": (16, BASE * 10, (1, 2, 4)),
    "large_long": (160, BASE, (2, 4, 6)),
}


def measure(seed, made):
    """「名字_倍数_gap」：练完时在没见过的短文上高出真实熵的比例；倍数是学习率相对 RATE 的，保留一位小数。

    small 批 16 行、BASE 步；large 批 160 行、步数十分之一，词元与 small 一样多；
    small_long 批 16 行、步数十倍；large_long 批 160 行、步数与 small 一样，词元与 small_long 一样多。
    每种的最好成绩是「名字_best_gap」。模型与行同 repeats；预热都占步数的二十分之一，学习率之后直线降到零。
    """
    recipe = pretrain.RECIPE
    texts = [text for text, _ in world.sample(recipe["documents"], seed)]
    tokenizer = Tokenizer.train(texts[:20_000], recipe["merges"], world.SPARE)
    rows = train.pack(tokenizer, texts, LENGTH)
    config = Config(len(tokenizer.vocabulary), d=WIDTH, ffn=2 * WIDTH)
    fresh, measured = world.sample(ASKED, 1000 + seed), {}
    for name, (batch, steps, times) in RUNS.items():
        found = []
        for ratio in times:
            model = Model.initialize(config, seed)
            train.train(model, rows, steps, RATE * ratio, seed, batch=batch, warmup=max(1, steps // 20))
            found.append(gap(model, tokenizer, fresh))
            measured[f"{name}_{ratio:.1f}_gap"] = found[-1]
        measured[f"{name}_best_gap"] = min(found)
    return measured
