"""预训练一路上的样子：损失离地板多远，各样本事各在第几步学会。"""

import copy
from collections import Counter, defaultdict

import numpy as np

from xiaozhu import directions, train, world
from xiaozhu.autograd import softmax
from xiaozhu.model import Config, Model
from xiaozhu.stages import pretrain
from xiaozhu.tokenizer import END, Tokenizer

INPUTS = ("pretrain",)
COUNTS = (0, 10, 20, 30, 50, 70, 100, 150, 200, 300, 400, 550, 700, 1000)  # 更新了几步时停下来量；末一个就是总步数
WINDOWS = (1, 3, 5, 8)  # 连着几个词元都猜对
ASKED = 600  # 拿多少篇来量


def measure(seed, made):
    """照 pretrain 的配方另练一遍，只是步数减到四分之一；「指标_步数」，步数见 COUNTS。

    不带步数的是不训练的地板；「forged_本事」是库里那份检查点（步数足的）考同样的题，只有一份，种子只换考题。

    损失，奈特／词元，一篇从 END 之后算到收尾的 END：held 没见过的短文，train 语料里的短文，
    batch 最近十步那几批（行从半篇起，所以略高；第 0 步没有，记 held 的数）。gap 是 held 高出真实熵的比例，train_gap 同理。
    地板：uniform 各词元等可能，unigram 只数词频，bigram、trigram 数相邻的两个、三个词元，entropy 真实熵。
    离 n 元有多近，奈特／词元：near_unigram、near_bigram 是 KL(n 元 ‖ 模型)，对没见过的短文的各个位置平均。
    first_off：一篇的第一个词元，KL(语料里的频率 ‖ 模型)，奈特。
    right_几：没见过的短文里，连着几个词元，每个都是模型觉得最可能的那个，占多少。

    本事，都是在列出的几句话之间的概率，精确值：region「成都在四川。」二十座城的省区之间；
    measure「买了一台」接小米还是苹果；sense 隔着一个词看量词：「一台小米，用来」接打电话、拍照片而不是熬成粥、磨成粉；
    written、unwritten 方位句真话对假话，对的那句的概率，写出过的与没写出过的；带 _right 的是真话更可能的题占多少；
    copied 前文两人各住一城，重复一句时写出的城在这两座里的概率（二十座城之间）；recall 写的正是那个人住的城的概率；
    sight_off「必去景点」六个答案的分布离真分布多远，总变差，对二十座城平均。
    """
    recipe, texts, tokenizer, rows = corpus(seed)
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=recipe["d"], ffn=recipe["ffn"]), seed)
    exam = Exam(tokenizer, texts, seed)
    measured, losses = dict(exam.floors), []

    def look(count):
        found = exam(model)
        found["batch"] = np.mean(losses[-10:]) if losses else found["held"]
        measured.update({f"{name}_{count}": value for name, value in found.items()})

    def progress(step, loss):
        losses.append(loss)
        if step + 1 in COUNTS:
            look(step + 1)

    look(0)
    train.train(model, rows, COUNTS[-1], recipe["learning_rate"], seed, progress=progress)
    forged = copy.copy(exam)
    base, forged.tokenizer = made["pretrain"]
    return measured | {f"forged_{name}": value for name, value in forged.abilities(base).items()}


def corpus(seed):
    """pretrain 那个种子用的 (配方, 短文, 分词器, 行)。"""
    recipe = pretrain.RECIPE
    texts = [text for text, _ in world.sample(recipe["documents"], seed)]
    tokenizer = Tokenizer.train(texts[:20_000], recipe["merges"], world.SPARE)
    return recipe, texts, tokenizer, train.pack(tokenizer, texts, recipe["length"])


class Exam:
    """一套考题；exam(model) -> {指标: 数}，指标见 measure。"""

    def __init__(self, tokenizer, texts, seed):
        self.tokenizer = tokenizer
        encode = lambda texts: [tokenizer.encode(END + text + END) for text in texts]
        fresh = world.sample(ASKED, 1000 + seed)
        self.held, self.train = encode(text for text, _ in fresh), encode(texts[:ASKED])
        self.truth = {
            "held": -sum(p for _, p in fresh),
            "train": -sum(p for _, p in world.sample(ASKED, seed)),  # 语料的头 ASKED 篇
        }
        self.grams = NGrams(len(tokenizer.vocabulary), encode(texts[:20_000]))
        self.floors = {
            "uniform": np.log(len(tokenizer.vocabulary)),
            "entropy": self.truth["held"] / predicted(self.held),
        } | {name: self.grams.loss(order, self.held) for order, name in enumerate(("unigram", "bigram", "trigram"), 1)}
        self.choices = choices(seed)
        questions = directions.exam()
        self.hidden = np.array([question.hidden for question in questions])

    def __call__(self, model):
        found = {}
        for name, sequences in (("held", self.held), ("train", self.train)):
            total = train.negative_log_likelihood(model, sequences).sum()
            found[name] = total / predicted(sequences)
            found["gap" if name == "held" else "train_gap"] = total / self.truth[name] - 1
        rows = train.pad(self.held[:300])
        p = softmax(model(np.maximum(rows[:, :-1], 0)).value.astype(np.float64))
        real = rows[:, 1:] != train.PAD
        found["near_unigram"], found["near_bigram"] = self.grams.divergences(p[real], rows[:, :-1][real])
        found["first_off"] = kl(self.grams.first, p[0, 0])
        right = (p.argmax(-1) == rows[:, 1:]) & real
        for k in WINDOWS:
            windows = lambda x: np.lib.stride_tricks.sliding_window_view(x, k, axis=1).all(-1)
            found[f"right_{k}"] = windows(right).sum() / windows(real).sum()
        return found | self.abilities(model)

    def abilities(self, model):
        """{本事: 概率}，见 measure。"""
        flat = [text for groups in self.choices.values() for group in groups for text, _ in group]
        sequences = [self.tokenizer.encode(END + text + END) for text in flat]
        log_p = iter(-train.negative_log_likelihood(model, sequences))
        found = {}
        for name, groups in self.choices.items():
            scores = []
            for group in groups:
                p = softmax(np.array([next(log_p) for _ in group]))
                truth = np.array([share for _, share in group])
                # 「必去景点」问的是整个分布像不像，其余问对的那几句占多少
                scores.append(0.5 * np.abs(p - truth).sum() if name == "sight_off" else (p * truth).sum())
            scores = np.array(scores)
            if name == "direction":
                for group, chosen in (("written", ~self.hidden), ("unwritten", self.hidden)):
                    found[group], found[f"{group}_right"] = scores[chosen].mean(), (scores[chosen] > 0.5).mean()
            else:
                found[name] = scores.mean()
        return found


def choices(seed):
    """{本事: [[(一句话, 算对的分量)]]}：每题几句话，只差要考的那一处。"""
    cities, swap = world.CITIES, {"北": "南", "南": "北", "东": "西", "西": "东"}
    facts = [world.direction(q.axis, q.a, q.b) for q in directions.exam()]
    asked = {"direction": [[(true, 1), (f"{true[:-2]}{swap[true[-2]]}。", 0)] for true in facts]}
    regions = sorted({c.region for c in cities.values()})
    asked["region"] = [[(f"{city}在{r}。", r == c.region) for r in regions] for city, c in cities.items()]
    asked["sight_off"] = [[(f"{city}必去景点：{x}。", p) for x, p in world.must_see(city).items()] for city in cities]
    asked["measure"], asked["sense"] = [], []
    for thing, senses in world.SENSES.items():
        (other,) = set(world.SENSES) - {thing}
        for measure, right in senses.items():
            uses = [use for group in senses.values() for use in group]
            asked["sense"] += [
                [(f"{who}买了{measure}{thing}，用来{use}。", use in right) for use in uses] for who in world.NAMES
            ]
            asked["measure"] += [
                [(f"{who}买了{measure}{x}，用来{use}。", x == thing) for x in (thing, other) for use in uses]
                for who in world.NAMES
            ]
    asked["recall"], asked["copied"] = [], []
    pick = world.Sampler(3000 + seed)
    for _ in range(40):
        people = [pick(world.evenly(world.NAMES)), pick(world.evenly(world.NAMES))]
        homes = [pick(world.evenly(cities)), pick(world.evenly(cities))]
        if len({*people}) < 2 or len({*homes}) < 2:
            continue
        said = "".join(f"{who}住在{city}。" for who, city in zip(people, homes))
        who = pick({0: 1, 1: 1})
        again = [f"{said}我记得{people[who]}住在{city}。" for city in cities]
        asked["recall"].append([(text, city == homes[who]) for text, city in zip(again, cities)])
        asked["copied"].append([(text, city in homes) for text, city in zip(again, cities)])
    return asked


class NGrams:
    """数出来的一元、二元、三元；没见过的接法往低一元退，退的分量相当于见过一次。"""

    def __init__(self, vocabulary, sequences):
        self.one = np.full(vocabulary, 0.01)  # 语料里没写到的词元也留一点
        self.two, self.three = np.zeros((vocabulary, vocabulary)), defaultdict(Counter)
        self.first = np.zeros(vocabulary)
        for ids in sequences:
            self.first[ids[1]] += 1 / len(sequences)
            np.add.at(self.one, ids[1:], 1)
            np.add.at(self.two, (ids[:-1], ids[1:]), 1)
            for before, last, following in zip(ids, ids[1:], ids[2:]):
                self.three[before, last][following] += 1
        self.one /= self.one.sum()
        self.two = (self.two + self.one) / (self.two.sum(1, keepdims=True) + 1)

    def loss(self, order, sequences):
        """n 元的损失，奈特／词元。"""
        total = 0.0
        for ids in sequences:
            for i in range(1, len(ids)):
                p = self.one[ids[i]] if order == 1 else self.two[ids[i - 1], ids[i]]
                if order == 3 and i > 1:
                    seen = self.three[ids[i - 2], ids[i - 1]]
                    p = (seen[ids[i]] + p) / (seen.total() + 1)
                total -= np.log(p)
        return total / predicted(sequences)

    def divergences(self, p, last):
        """模型在各位置的概率 (N, V)、各位置手上的词元 (N,) -> 平均的 KL(一元 ‖ p)、KL(二元 ‖ p)，奈特。"""
        log_p = np.log(p)
        near = lambda gram: float((gram * (np.log(gram) - log_p)).sum(-1).mean())
        return near(self.one), near(self.two[last])


def kl(q, p):
    """KL(q ‖ p)，奈特。"""
    return float((q[q > 0] * np.log(q[q > 0] / p[q > 0])).sum())


def predicted(sequences):
    """一共要猜几个词元。"""
    return sum(len(ids) - 1 for ids in sequences)
