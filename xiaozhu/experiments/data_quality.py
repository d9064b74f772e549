"""数据质量：干净的少量、干净的大量、掺水的大量、掺水里挑掉坏的，各练多少步。"""

import numpy as np

from xiaozhu import sft, world
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("pretrain",)
STEPS = (50, 100, 200, 400, 800, 1600)
DATA = ("clean_100", "clean_1000", "noisy_1000", "kept_500")  # kept_500 是 noisy_1000 里挑剩的，约五百条
ASKED = 8  # 一个问题抽几个回答


def measure(seed, made):
    """每份数据、每种步数各从头微调一遍：「数据_步数_指标」。

    指标 seen、unseen：答简称或全称的概率（精确值），对练过的与没练过的城平均。
    其余是抽样回答的分类（见 kind_of），只问练过的城，合起来是一。kept_count 是挑剩的条数。
    """
    base, tokenizer = made["pretrain"]
    noisy = sft.lessons(1000, 1000 + seed, noise=0.5)
    data = {
        "clean_100": sft.lessons(100, 1000 + seed),
        "clean_1000": sft.lessons(1000, 1000 + seed),
        "noisy_1000": noisy,
        "kept_500": [lesson for lesson in noisy if kind_of(*lesson) in ("right", "other")],
    }
    measured = {"kept_count": len(data["kept_500"])}
    for name in DATA:
        for steps in STEPS:
            model, _ = sft.fine_tune(base, tokenizer, data[name], seed, steps=steps)
            found = sft.sight_score(model, tokenizer) | answer_kinds(model, tokenizer, seed)
            measured |= {f"{name}_{steps}_{key}": value for key, value in found.items()}
    return measured


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
