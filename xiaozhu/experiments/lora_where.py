"""LoRA 挂在哪：q、v，全部注意力，只前馈（MLP），全部线性层；同秩比一遍，参数量大致相同再比一遍。"""

import numpy as np

from xiaozhu import sft, train, world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
ATTENTION, MLP = ("q", "k", "v", "o"), ("gate", "up", "down")
PLACES = {"qv": ("q", "v"), "attention": ATTENTION, "mlp": MLP, "all": ATTENTION + MLP}
RANKS = {"qv": (4, 17), "attention": (4, 9), "mlp": (4, 8), "all": (4,)}  # 同秩；各自凑到约九千个参数
LEARNING_RATES = (1e-2, 3e-2, 1e-1)
STEPS = 150


def measure(seed, made):
    """每个位置、每个秩，学习率各练一遍，取另抽的问答上损失最低的那一档：「位置_r秩_指标」。

    同秩看 r4；参数量大致相同看 qv_r17、attention_r9、mlp_r8、all_r4。
    - trained 旁路的参数个数；rate 取了哪档学习率。
    - answer_loss 另抽的五百条问答（练过的城）上，一个回答（连收尾的 END）的损失，奈特；三档都记：answer_loss_学习率。
    - seen、unseen 答简称或全称的概率；forget 旧语料每篇多出来的损失，奈特。
    - kl 那五百个回答的每个位置上，全词表的 KL(练后‖基座)，一个回答合计，奈特。
    """
    base, tokenizer = made["pretrain"]
    lessons = sft.lessons(1000, 1000 + seed)
    rows, answer = sft.lesson_rows(tokenizer, sft.lessons(500, 9000 + seed))
    corpus = [tokenizer.encode(END + text + END) for text, _ in world.sample(300, 1)]
    before = train.negative_log_likelihood(base, corpus).mean()
    start = table(sft.open_chat(base, tokenizer), rows)
    target = np.maximum(rows[:, 1:], 0)[..., None]
    measured = {}
    for place, projections in PLACES.items():
        for r in RANKS[place]:
            tried, name = {}, f"{place}_r{r}"
            for rate in LEARNING_RATES:
                model = sft.add_lora(base, r, seed, projections)
                settings = dict(steps=STEPS, learning_rate=rate, only=sft.is_lora)
                model, _ = sft.fine_tune(model, tokenizer, lessons, seed, **settings)
                now = table(model, rows)
                loss = -(np.take_along_axis(now, target, 2)[..., 0] * answer).sum(1).mean()
                tried[rate] = loss, model, ((np.exp(now) * (now - start)).sum(-1) * answer).sum(1).mean()
                measured[f"{name}_answer_loss_{rate:g}"] = loss
            rate = min(tried, key=lambda rate: tried[rate][0])
            loss, model, kl = tried[rate]
            found = {
                "trained": sum(t.value.size for k, t in model.parameters.items() if sft.is_lora(k)),
                "rate": rate,
                "answer_loss": loss,
                "forget": train.negative_log_likelihood(model, corpus).mean() - before,
                "kl": kl,
            }
            found |= sft.sight_score(model, tokenizer)
            measured |= {f"{name}_{key}": value for key, value in found.items()}
    return measured


def table(model, rows):
    """(N, T+1) 编号 -> (N, T, V)：每个位置上全词表的对数概率，奈特，双精度。"""
    logits = model(np.maximum(rows[:, :-1], 0)).value.astype(np.float64)
    logits -= logits.max(-1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(-1, keepdims=True))
