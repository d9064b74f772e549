"""投机解码：小铸自己写，请几种便宜的草稿来猜，各猜中几成、少走几步。"""

from functools import partial

import numpy as np

from xiaozhu import quantize, train, world
from xiaozhu.autograd import softmax
from xiaozhu.probe import shallow
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
DRAFT = 3  # 一次猜几个
STREAMS, ROUNDS = 200, 12  # 写几段，每段核对几轮；一段接一段地写，不停在收尾，免得末尾作废的猜测混进来
COUNTED = 8000  # 数词频用几篇短文：与考的不是同一批
SMOOTH = 0.01  # 没见过的搭配也留一点概率


def measure(seed, made):
    """每种草稿：「名_rate」平均每处收下的概率（按两张表精确算，不抽样），「名_unsure」最难猜的一成处至多收下多少，
    「名_steps」真走一遍时，每写一个词元小铸要走几遍，「名_formula」是把每处都当成收下同样概率的公式，
    「名_wrong」是写错（拒了就从小铸自己的表重抽）时，每处的分布平均差多远（全变差距离）。

    「bytes_名」是草稿的体积与小铸（半精度）之比。「loss_alone」「loss_drafted」是自己写的与核对着写的，头 ROUNDS 个词元由小铸
    打分的损失，奈特／词元。
    """
    model, tokenizer = made["pretrain"]
    vocabulary = len(tokenizer.vocabulary)
    ones, pairs = count(tokenizer, [text for text, _ in world.sample(COUNTED, 500 + seed)])
    small = {
        "int4": quantize.quantize_model(model, 4),
        "int2_group16": quantize.quantize_model(model, 2, 16),
        "int2": quantize.quantize_model(model, 2),
    }
    order = np.random.default_rng(seed).permutation(vocabulary)
    drafts = {name: partial(probabilities, smaller) for name, (smaller, _) in small.items()} | {
        "one_layer": partial(probabilities, shallow(model, 1)),
        "bigram": lambda ids: pairs[ids],
        "unigram": lambda ids: np.broadcast_to(ones, (*ids.shape, vocabulary)),
        "shuffled": lambda ids: pairs[order[ids]],  # 对照：二元表，上一个词认错了
        "self": partial(probabilities, model),  # 对照：拿自己当草稿，该全收下
    }
    (end,) = tokenizer.encode(END)
    target, start = partial(probabilities, model), [[end]] * STREAMS
    alone, rng = start, np.random.default_rng([seed, 1])
    for _ in range(DRAFT * ROUNDS):
        alone = one_round(target, None, alone, rng)
    measured = {f"bytes_{name}": size / (2 * model.size) for name, (_, size) in small.items()}
    second = sum(t.value.size for name, t in model.parameters.items() if name.startswith("1."))
    measured |= {"bytes_one_layer": 1 - second / model.size, "loss_alone": loss(model, alone)}
    context = np.array(alone)[:, :-1]
    p = target(context)
    for name, draft in drafts.items():
        q = draft(context)
        overlap = np.minimum(p, q)
        rates = overlap.sum(-1, keepdims=True)
        texts, rng = start, np.random.default_rng([seed, 2])
        for _ in range(ROUNDS):
            texts = one_round(target, draft, texts, rng)
        measured |= {
            f"{name}_rate": rates.mean(), f"{name}_unsure": np.quantile(rates, 0.1),
            f"{name}_steps": STREAMS * ROUNDS / sum(len(ids) - 1 for ids in texts),
            f"{name}_formula": 1 / sum(rates.mean() ** i for i in range(DRAFT + 1)),
            f"{name}_wrong": np.abs(overlap - rates * p).sum(-1).mean() / 2,
        }  # fmt: skip
        if name == "bigram":
            measured["loss_drafted"] = loss(model, texts)
    return measured


def count(tokenizer, texts):
    """数出来的一元表 (V,) 与二元表 (V, V)：上一个词元 → 下一个的概率。"""
    stream = np.array([i for text in texts for i in tokenizer.encode(END + text)])
    pairs = np.zeros((len(tokenizer.vocabulary),) * 2)
    np.add.at(pairs, (stream[:-1], stream[1:]), 1)
    return smooth(pairs.sum(0)), smooth(pairs)


def smooth(counts):
    """数出来的次数 -> 概率，没见过的也留一点。"""
    return (counts + SMOOTH) / (counts + SMOOTH).sum(-1, keepdims=True)


def probabilities(model, ids):
    """(B, T) 编号 -> (B, T, V)：每个位置上下一个词元的概率，双精度。"""
    return softmax(model(ids).value.astype(np.float64))


def loss(model, texts):
    """头 ROUNDS 个词元的平均损失，奈特。只看头几个：各段长短不一，写得顺的段更长，全算进来就偏了。"""
    return train.negative_log_likelihood(model, [ids[: ROUNDS + 1] for ids in texts]).mean() / ROUNDS


def draw(p, rng):
    """(V,) 不必归一的概率 -> 抽一个编号。"""
    return int(min(np.searchsorted(p.cumsum(), rng.random() * p.sum(), side="right"), len(p) - 1))


def one_round(target, draft, texts, rng):
    """每段各写一轮：草稿先猜 DRAFT 个，target 一遍核对。draft 为 None 就只写一个。返回新的各段。"""
    guesses, tables = [list(ids) for ids in texts], [[] for _ in texts]
    for _ in range(DRAFT if draft else 0):
        q = draft(np.maximum(train.pad(guesses), 0))
        for row, (ids, table) in enumerate(zip(guesses, tables)):
            table.append(q[row, len(ids) - 1])
            ids.append(draw(table[-1], rng))
    p = target(np.maximum(train.pad(guesses), 0))
    return [texts[i] + verify(p[i], guesses[i], len(texts[i]), tables[i], rng) for i in range(len(texts))]


def verify(p, ids, start, table, rng):
    """核对 ids[start:] 这几个猜测，返回这一轮写出的。p (T, V) 是 target 在每个位置上的表，table 是草稿的各张表。"""
    written = []
    for at, q in enumerate(table, start):
        guess, sure = ids[at], p[at - 1]
        if rng.random() * q[guess] >= sure[guess]:  # 收下的概率是 sure/q，至多为一
            return [*written, draw(np.maximum(sure - q, 0), rng)]
        written.append(guess)
    return [*written, draw(p[len(ids) - 1], rng)]  # 全收下了：这一遍已算出再下一个的表
