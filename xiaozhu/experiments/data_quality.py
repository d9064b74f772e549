"""数据质量：多与少、干净与掺水四格，掺水里挑掉坏的，各练多少步；以及问法与城收窄之后，几条才够。"""

from itertools import islice

import numpy as np

from xiaozhu import sft, world
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("pretrain",)
STEPS = (50, 200, 800)
DATA = ("clean_100", "clean_1000", "noisy_100", "noisy_1000", "kept_500")  # kept_500 是 noisy_1000 里挑剩的，约五百条
FEW = (20, 50, 100, 1000)  # 收窄之后试的条数
NARROW = sft.SEEN[:2], sft.ASK_CASUAL[:2]  # 收窄到两座城、两种问法
ASKED = 8  # 一个问题抽几个回答


def measure(seed, made):
    """每份数据、每种步数各从头微调一遍：「数据_步数_指标」。

    指标 seen、unseen：答简称或全称的概率（精确值），对练过的与没练过的城平均；老师是 0.80，再高就不像老师了。
    off 是练过的城上，一个问题的六种答法的概率与老师的（sft.KINDS）差多少（全变差，零是一样，一是全不同；精确值）。
    其余是抽样回答的分类（见 kind_of），只问练过的城，合起来是一。kept_count 是挑剩的条数。

    wide_几条、narrow_几条，都是干净的、练 200 步，只有 seen 与 off：wide 是全部练过的城与问法，narrow 只有 NARROW，
    也只考那几题。
    """
    base, tokenizer = made["pretrain"]
    clean, noisy = sft.lessons(1000, 1000 + seed), sft.lessons(1000, 1000 + seed, noise=0.5)
    data = {
        "clean_100": clean[:100],
        "clean_1000": clean,
        "noisy_100": noisy[:100],
        "noisy_1000": noisy,
        "kept_500": [lesson for lesson in noisy if kind_of(*lesson) in ("right", "other")],
    }
    measured = {"kept_count": len(data["kept_500"])}
    for name in DATA:
        for steps in STEPS:
            model, _ = sft.fine_tune(base, tokenizer, data[name], seed, steps=steps)
            found = sft.sight_score(model, tokenizer) | answer_kinds(model, tokenizer, seed)
            found["off"] = likeness(model, tokenizer, sft.SEEN, sft.ASK_SIGHT)["off"]
            measured |= {f"{name}_{steps}_{key}": value for key, value in found.items()}
    for scope, lessons, asked in (
        ("wide", clean, (sft.SEEN, sft.ASK_SIGHT)),
        ("narrow", narrow_lessons(max(FEW), 1000 + seed), NARROW),
    ):
        for n in FEW:
            model, _ = sft.fine_tune(base, tokenizer, lessons[:n], seed, steps=200)
            measured |= {f"{scope}_{n}_{key}": value for key, value in likeness(model, tokenizer, *asked).items()}
    return measured


def narrow_lessons(n, seed):
    """n 条干净的景点问答，只问 NARROW 的城与问法。"""
    cities, asks = NARROW
    questions, pick = {ask.format(city) for city in cities for ask in asks}, sft.Sampler(seed)
    stream = (sft.lesson(pick, cities) for _ in iter(int, 1))
    return list(islice((lesson for lesson in stream if lesson[0] in questions), n))


def likeness(model, tokenizer, cities, asks):
    """{seen: 答简称或全称的概率, off: 与老师差多少}，对这些城与问法平均；见 measure。"""
    shares = [sft.answer_shares(model, tokenizer, ask.format(city), city) for city in cities for ask in asks]
    # 六个名字之外的答法，老师从不用：它们的概率也是差
    gaps = [sum(abs(s[kind] - p) for kind, p in sft.KINDS.items()) + 1 - sum(s.values()) for s in shares]
    return {"seen": np.mean([s["short"] + s["full"] for s in shares]), "off": np.mean(gaps) / 2}


def kind_of(question, answer):
    """一个回答（文字）属于哪类，问题里写着是哪座城。

    right 本城的简称或全称，other 本城别的答法（第二、第三景点、美食、张冠李戴的那个）；wrong_city 别的城的名字，
    ask_back 反问，off_topic 答非所问（如「要打伞。」），garbled 都不是，不成一个名字。
    """
    city = next(city for city in sorted(world.CITIES, key=len, reverse=True) if city in question)
    body, own = answer.rstrip("。！"), sft.names(city)
    if body in own.values():
        return "right" if body in (own["short"], own["full"]) else "other"
    if body.endswith("？") or any(body == ask.format(c) for ask in sft.ASK_SIGHT for c in world.CITIES):
        return "ask_back"
    if any(body in sft.names(c).values() for c in world.CITIES):
        return "wrong_city"
    return "off_topic" if body.startswith("要") else "garbled"


def answer_kinds(model, tokenizer, seed):
    """{类别: 比例}：每座练过的城、每种问法各抽 ASKED 个景点问答的回答。"""
    rng, kinds = np.random.default_rng(seed), []
    for question in (ask.format(city) for city in sft.SEEN for ask in sft.ASK_SIGHT):
        answers = sample(model, chat_prompt(tokenizer, question), ASKED, rng)
        kinds += [kind_of(question, tokenizer.decode(answer)) for answer in answers]
    return {
        k: kinds.count(k) / len(kinds) for k in ("right", "other", "wrong_city", "ask_back", "off_topic", "garbled")
    }
