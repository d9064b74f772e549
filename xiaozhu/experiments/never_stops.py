"""停不下来的三个原因：标签里没有收尾记号、样本截断丢了它、推理的模板与训练的不同；对照是都对的。"""

import numpy as np

from xiaozhu import sft, train
from xiaozhu.chat import answer_probability, chat_prompt, sample, text_prompt
from xiaozhu.tokenizer import ASSISTANT, END, USER

INPUTS = ("pretrain",)
STEPS = 200
LONGEST = 32  # 写满几个词元还没收尾，就算没停；老师的回答连标点最长十一个
CUTS = (12, 9)  # 一行最多几个词元，问答合计
ASKS = ("{}必去景点", "{}有啥好玩的呀", "请推荐{}必去景点（书面报告用）")
ASKED = 4  # 一个问题抽几个回答


def measure(seed, made):
    """同一千条问答、同样的步数。「做法_指标」，做法：

    - normal 都对。
    - no_end 收尾的 END 不算损失（补齐符与 END 共用一个编号、补齐的又不算损失时，就会这样）。
    - cut_几 一行只留前几个词元，长的丢了尾巴与 END；lost_几 是丢了 END 的比例。
    - packed 问答首尾相接、之间没有 END，全部算损失，推理仍等 END：收尾记号两边说的不是同一个。
    - plain 练法同 normal，问的时候不写模板，END 之后直接是问题；half 写了 USER，没写 ASSISTANT。
    - base 没练过的基座，照模板问：它在预训练里已经学会写完一篇就写 END。
    - new_normal、new_no_end、new_cut_几、new_base 同上，只是收尾记号（与每段开头的）全换成 USER：基座没见过的记号。

    指标都只问练过的城：
    - stop 抽样的回答里，LONGEST 之内写出收尾记号的比例；greedy_stop 贪心时的；length 抽样的平均长度，词元，没停的按 LONGEST 算。
    - ends、ends_shout 写完「简称。」、「简称！」之后，下一个词元是收尾记号的概率（确切值；老师是 1、0.75）。
    - markers 抽样的回答里写出了不该出现的对话标记（END、USER、ASSISTANT 里不是收尾记号的）的比例。
    """
    base, tokenizer = made["pretrain"]
    lessons = sft.lessons(1000, 1000 + seed)
    rows, answer = sft.lesson_rows(tokenizer, lessons)
    real, (end, user) = rows[:, 1:] != train.PAD, tokenizer.encode(END + USER)
    renamed = np.where(rows == end, user, rows)
    stopping = rows[:, 1:] == end
    tune = lambda rows, mask: tuned(base, tokenizer, rows, mask, seed)
    untaught = sft.open_chat(base, tokenizer)
    models = {
        "normal": tune(rows, answer),
        "no_end": tune(rows, answer & ~stopping),
        "packed": tune(packed(tokenizer, lessons, rows.shape[1]), None),
        "base": untaught,
        "new_normal": tune(renamed, answer),
        "new_no_end": tune(renamed, answer & ~stopping),
        "new_base": untaught,
    }
    measured = {}
    for cut in CUTS:
        models[f"cut_{cut}"] = tune(rows[:, :cut], answer[:, : cut - 1])
        models[f"new_cut_{cut}"] = tune(renamed[:, :cut], answer[:, : cut - 1])
        measured[f"lost_{cut}"] = np.mean(real.sum(1) > cut - 1)
    chat = lambda question: chat_prompt(tokenizer, question)
    renamed_chat = lambda question: [user if i == end else i for i in chat(question)]
    cases = {name: (model, renamed_chat if name.startswith("new") else chat) for name, model in models.items()}
    cases["plain"] = models["normal"], lambda question: text_prompt(tokenizer, question)
    cases["half"] = models["normal"], lambda question: chat(question)[:-1]
    for name, (model, prompt) in cases.items():
        measured |= {f"{name}_{key}": value for key, value in endings(model, tokenizer, prompt, seed).items()}
    return measured


def tuned(base, tokenizer, rows, mask, seed):
    """拿这些行微调出来的模型；mask 是 None 就全部算损失。"""
    model = sft.open_chat(base, tokenizer)
    train.train(model, rows, STEPS, 1e-3, seed, mask=mask, warmup=10, weight_decay=0.0)
    return model


def packed(tokenizer, lessons, length):
    """问答首尾相接，只有最前面一个 END，切成 (N, length) 的行；别的写法与 chat_prompt 相同。"""
    text = END + "".join(f"{USER}{question}{ASSISTANT}{answer}" for question, answer in lessons)
    stream = np.array(tokenizer.encode(text))
    return stream[: len(stream) // length * length].reshape(-1, length)


def endings(model, tokenizer, prompt, seed):
    """measure 里的各项指标。prompt(问题) 是喂进去的编号，头一个就是收尾记号。"""
    rng, drawn, greedy, ends = np.random.default_rng(seed), [], [], {"。": [], "！": []}
    marks = set(tokenizer.encode(END + USER + ASSISTANT))
    for city in sft.SEEN:
        for ids in (prompt(ask.format(city)) for ask in ASKS):
            drawn += sample(model, ids, ASKED, rng, longest=LONGEST)
            greedy += sample(model, ids, 1, rng, temperature=0, longest=LONGEST)
            for tail, found in ends.items():
                said = ids + tokenizer.encode(sft.names(city)["short"] + tail)
                found.append(answer_probability(model, said, {"end": ids[:1]})["end"])
    lengths = np.array([len(answer) for answer in drawn])
    return {
        "stop": np.mean(lengths < LONGEST),
        "greedy_stop": np.mean([len(answer) < LONGEST for answer in greedy]),
        "length": lengths.mean(),
        "ends": np.mean(ends["。"]),
        "ends_shout": np.mean(ends["！"]),
        "markers": np.mean([bool(marks & set(answer)) for answer in drawn]),
    }
