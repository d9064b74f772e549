"""拜师：指令微调（SFT）与 LoRA。问答由程序写成，损失只算回答。"""

import numpy as np

from xiaozhu.autograd import Tensor
from xiaozhu.chat import answer_probability, chat_prompt
from xiaozhu.tokenizer import ASSISTANT, END, USER
from xiaozhu.train import pad, train
from xiaozhu.world import ASK_CASUAL, ASK_FORMAL, CITIES, Sampler, evenly, stray

UNSEEN = ["武汉", "拉萨", "厦门", "西安", "青岛", "桂林"]  # 这些城的问答从不用来微调，留作考试
SEEN = [city for city in CITIES if city not in UNSEEN]
GROUPS = {"seen": SEEN, "unseen": UNSEEN}
ASK_NEUTRAL = ["{}必去景点", "{}必去的地方是啥"]
ASK_SIGHT = ASK_NEUTRAL + ASK_CASUAL + ASK_FORMAL
ASK_FOOD = ["{}有啥好吃的", "{}的特色美食是什么"]
KINDS = {"short": 0.45, "full": 0.35, "second": 0.10, "third": 0.05, "food": 0.04, "stray": 0.01}  # 老师怎样答景点
TAILS = {"。": 0.6, "！": 0.3, "！！": 0.1}
PROJECTIONS = ("q", "k", "v", "o", "gate", "up", "down")


# —— 教材 ——


def names(city):
    """{类别: 名字}：一座城的六种可能的回答。"""
    c = CITIES[city]
    return {
        "short": c.short,
        "full": c.full,
        "second": c.second,
        "third": c.third,
        "food": c.food,
        "stray": stray(city),
    }


def lesson(pick, cities=SEEN, noise=0.0):
    """一条问答 (问, 答)。noise 是坏样本的比例：答错城、反问、答非所问。"""
    city = pick(evenly(cities))
    if pick({True: 0.8, False: 0.2}):
        question, answer = pick(evenly(ASK_SIGHT)).format(city), names(city)[pick(KINDS)]
    else:
        question, answer = pick(evenly(ASK_FOOD)).format(city), CITIES[city].food
    if noise and pick({True: noise, False: 1 - noise}):
        other = pick(evenly(CITIES))
        fault = pick({"wrong": 0.5, "ask back": 0.3, "off topic": 0.2})
        if fault == "ask back":
            return question, pick(evenly(ASK_CASUAL)).format(other) + "？"
        if fault == "off topic":
            return question, "要" + pick(evenly(["多喝水", "打伞", "拿筷子"])) + "。"
        answer = names(other)[pick(evenly(["short", "second", "third", "food"]))]
    return question, answer + pick(TAILS)


def lessons(n, seed, noise=0.0):
    """n 条问答，[(问, 答)]；noise 见 lesson。"""
    pick = Sampler(seed)
    return [lesson(pick, noise=noise) for _ in range(n)]


# —— 微调 ——


def lesson_rows(tokenizer, lessons):
    """[(问, 答)] -> (行 (N, T+1), 掩码 (N, T))：掩码只在回答与收尾的 END 上为真。"""
    sequences, masks = [], []
    for question, answer in lessons:
        prompt, reply = chat_prompt(tokenizer, question), tokenizer.encode(answer + END)
        sequences.append(prompt + reply)
        # 掩码对着「下一个词元」：提示的最后一个位置预测回答的第一个词元，从那里算起
        masks.append([False] * (len(prompt) - 1) + [True] * len(reply))
    longest = max(map(len, masks))
    return pad(sequences), np.array([m + [False] * (longest - len(m)) for m in masks])


def open_chat(model, tokenizer):
    """预训练没见过两个对话标记；拿意思最近的「？」「：」的嵌入给它们起步。返回新模型。"""
    model = model.copy()
    table, index = model.parameters["embed"].value, tokenizer.vocabulary.index
    table[index(USER)], table[index(ASSISTANT)] = table[index("？")], table[index("：")]
    return model


def fine_tune(base, tokenizer, lessons, seed, *, steps=200, learning_rate=1e-3, only=None, progress=None):
    """全参微调，或只更新 only(名字) 为真的参数。返回 (新模型, 每步损失)。"""
    model = open_chat(base, tokenizer)
    rows, mask = lesson_rows(tokenizer, lessons)
    settings = dict(mask=mask, only=only, warmup=10, weight_decay=0.0, progress=progress)
    return model, train(model, rows, steps, learning_rate, seed, **settings)


# —— LoRA ——


def add_lora(model, r, seed, projections=PROJECTIONS):
    """给每层的 projections 各加一条秩 r 的旁路 x @ A @ B（Hu 2021）。B 从零起步，所以刚加上时输出不变。返回新模型。"""
    model, rng = model.copy(), np.random.default_rng(seed)
    for layer in range(model.config.layers):
        for name in projections:
            rows, columns = model.parameters[f"{layer}.{name}"].value.shape
            model.parameters[f"{layer}.{name}.A"] = Tensor(
                (rng.standard_normal((rows, r)) / rows**0.5).astype(np.float32)
            )
            model.parameters[f"{layer}.{name}.B"] = Tensor(np.zeros((r, columns), np.float32))
    return model


def is_lora(name):
    """参数名是不是 LoRA 旁路的。"""
    return name.endswith((".A", ".B"))


# —— 量答法 ——


def answer_shares(model, tokenizer, question, city, tails=("。", "！", "！！", "！！！")):
    """{类别: 概率}：把各种结尾合并，问景点时答这六个名字各有多大机会。"""
    answers = {
        (kind, tail): tokenizer.encode(name + tail + END) for kind, name in names(city).items() for tail in tails
    }
    p = answer_probability(model, chat_prompt(tokenizer, question), answers)
    return {kind: float(sum(p[kind, tail] for tail in tails)) for kind in names(city)}


def mean_shares(model, tokenizer, cities, templates):
    """各城各种问法下 answer_shares 的平均，{类别: 概率}。templates 是带一个 {} 的问法。"""
    shares = [answer_shares(model, tokenizer, t.format(city), city) for city in cities for t in templates]
    return {kind: float(np.mean([s[kind] for s in shares])) for kind in shares[0]}


def sight_score(model, tokenizer):
    """{seen, unseen}：问景点时答简称或全称（老师最常给的两种）的概率之和，对练过的与没练过的城平均。"""
    graded = {}
    for group, cities in GROUPS.items():
        shares = mean_shares(model, tokenizer, cities, ASK_SIGHT)
        graded[group] = shares["short"] + shares["full"]
    return graded
