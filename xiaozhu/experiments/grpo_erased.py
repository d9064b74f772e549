"""悟道涨的分，有多少是语料里本来就有的：把语料里的方位换成掷硬币，成对地重新预训练，再照样练。"""

import math

import numpy as np

from xiaozhu import grpo, train, world
from xiaozhu.chat import text_prompt
from xiaozhu.directions import exam
from xiaozhu.experiments.grpo_controls import gauge_against, practise, taught, wrong
from xiaozhu.model import Config, Model
from xiaozhu.stages import format, pretrain
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)  # 只用它的分词器
PRETRAIN_STEPS = 800  # 库里的五分之一：两边一样短，比的是两边之差
STEPS, EVERY = {"known": 100, "erased": 300}, 20
SFT_STEPS = {"known": (50, 120), "erased": (50, 120, 600)}


def measure(seed, made):
    """每个种子预训练一对：known 用原来的语料，erased 把方位句的方位换成掷硬币，别的一字不差；之后同样上格式课、练同样的题。

    「起点_true_步数_指标」真奖励，「起点_wrong_步数_指标」奖错的，「起点_sft_步数_指标」同题直接教答案，「起点_start_指标」；
    指标同 grpo_controls。预训练之后、格式课之前量知识：「起点_side_unwritten」「起点_side_written」照语料的句式续写，
    真方位在两个方位里占的概率，对没写过、写过的题平均；后面跟 _spread 的是各题之间的标准差，跟 _right 的是占到一半以上的题的比例；
    「起点_gap_direction」「起点_gap_other」在各自的世界里的新短文上，方位句与别的短文的损失高出真实熵的比例。
    """
    tokenizer, pool = made["pretrain"][1], grpo.tasks(hidden=False)
    written, measured = [text for text, _ in world.sample(pretrain.RECIPE["documents"], seed)], {}
    for arm in STEPS:
        base = pretrained(written if arm == "known" else tossed(written, seed), tokenizer, seed)
        found = sides(base, tokenizer) | gaps(base, tokenizer, arm, seed)
        start = grpo.teach_format(base, tokenizer, pool, format.RECIPE["lessons"], seed, steps=format.RECIPE["steps"])
        gauge = gauge_against(start, tokenizer)
        found |= {f"start_{key}": value for key, value in gauge(start).items()}
        for name, steps, reward in (("true", STEPS[arm], grpo.verify), ("wrong", STEPS["known"], wrong)):
            _, curve = practise(start, tokenizer, pool, steps, seed, gauge, EVERY, reward=reward)
            found |= {f"{name}_{key}": value for key, value in curve.items()}
        for steps in SFT_STEPS[arm]:
            marks = taught(start, tokenizer, pool, steps, seed, gauge)
            found |= {f"sft_{steps}_{key}": value for key, value in marks.items()}
        measured |= {f"{arm}_{key}": value for key, value in found.items()}
    return measured


def about_direction(text):
    """这篇短文是不是一句方位事实。"""
    return text[:2] in world.AXES


def tossed(texts, seed):
    """方位句的方位每一句重新掷硬币，同一对城写几次就掷几次；别的短文照旧。"""
    rng = np.random.default_rng([seed, 4])
    toss = lambda text: f"{text[:-2]}{world.AXES[text[:2]][1 + rng.integers(2)]}。"
    return [toss(text) if about_direction(text) else text for text in texts]


def pretrained(texts, tokenizer, seed):
    """照库里的配方从头预训练，只是短。"""
    recipe = pretrain.RECIPE
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=recipe["d"], ffn=recipe["ffn"]), seed)
    rows = train.pack(tokenizer, texts, recipe["length"])
    train.train(model, rows, PRETRAIN_STEPS, recipe["learning_rate"], seed)
    return model


def sides(base, tokenizer):
    """{side_unwritten, side_written 与各自的 _spread、_right}，意思见 measure。"""
    questions = exam()
    texts = [[f"{q.axis}方向上，{q.a}比{q.b}更靠{side}。" for side in world.AXES[q.axis][1:]] for q in questions]
    true = [world.direction(*q[:3]) for q in questions]
    loss = train.negative_log_likelihood(base, [text_prompt(tokenizer, text) for pair in texts for text in pair])
    loss = loss.reshape(-1, 2)
    at = np.array([pair.index(text) for pair, text in zip(texts, true)])[:, None]
    lead = np.take_along_axis(loss, 1 - at, 1) - np.take_along_axis(loss, at, 1)
    p, hidden = 1 / (1 + np.exp(-lead[:, 0])), np.array([q.hidden for q in questions])
    found = {}
    for name, part in (("side_unwritten", p[hidden]), ("side_written", p[~hidden])):
        found |= {name: part.mean(), f"{name}_spread": part.std(), f"{name}_right": (part > 0.5).mean()}
    return found


def gaps(base, tokenizer, arm, seed):
    """{gap_direction, gap_other}：新短文上的损失高出真实熵的比例。掷硬币的世界里，方位句的真实熵多一比特、少不了。"""
    texts, log_p = zip(*world.sample(2000, 1000 + seed))
    fair, about = arm == "erased", np.array([about_direction(text) for text in texts])
    truth = np.where(about & fair, math.log(2), 0) - np.array(log_p)
    told = tossed(texts, 1000 + seed) if fair else texts
    loss = train.negative_log_likelihood(base, [tokenizer.encode(END + text + END) for text in told])
    share = lambda part: loss[part].sum() / truth[part].sum() - 1
    return {"gap_direction": share(about), "gap_other": share(~about)}
