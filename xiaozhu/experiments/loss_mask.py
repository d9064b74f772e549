"""只在回答上算损失，对问题也算：同样的步数，与练到追平为止。"""

import numpy as np

from xiaozhu import sft, train, world
from xiaozhu.tokenizer import ASSISTANT, END, USER

INPUTS = ("pretrain",)
WEIGHTS = {"answer": 0.0, "tenth": 0.1, "all": 1.0}  # 问题里一个词元的分量，回答里是一
STEPS = {"answer": (50, 200, 400), "tenth": (200,), "all": (50, 200, 400, 800)}
STYLES = {"neutral": sft.ASK_NEUTRAL, "casual": world.ASK_CASUAL, "formal": world.ASK_FORMAL}
ALL_ASKS = sum(map(len, STYLES.values()))


def measure(seed, made):
    """同一千条问答，「算法_步数_指标」：answer 只算回答，all 全算，tenth 问题的每个词元只算一成；各步数从头练。

    - seen、unseen 答简称或全称的概率，练过的与没练过的城，全部问法（老师是 0.80）。
    - casual_seen、casual_unseen 只用口语的问法；formal_ 只用书面的，neutral_ 只用其余的。
    - question_loss、answer_loss 另抽的五百条问答（问法与城都练过）里，一个问题（不含前后的对话标记）、一个回答（连收尾的 END）
      的损失，奈特。
      没练时是 base_question_loss、base_answer_loss；answer_floor 是老师写这五百个回答自己的损失，地板。
    - forget 旧语料每篇多出来的损失，奈特；forget_first 其中头一个词元的那一份：全算的学会了「END 之后是 USER」。
    all_steps_to_match：all 练到 answer 两百步的 seen 要几步（STEPS 里的）；一直没到记零。
    """
    base, tokenizer = made["pretrain"]
    lessons, held_out = sft.lessons(1000, 1000 + seed), sft.lessons(500, 9000 + seed)
    corpus = train.pad([tokenizer.encode(END + text + END) for text, _ in world.sample(300, 1)])
    before = corpus_loss(base, corpus)
    untaught = parts_loss(sft.open_chat(base, tokenizer), tokenizer, held_out)
    measured = {f"base_{key}": value for key, value in untaught.items()} | {"answer_floor": teacher_loss(held_out)}
    for name, weight in WEIGHTS.items():
        for steps in STEPS[name]:
            model = sft.open_chat(base, tokenizer)
            rows, answer = sft.lesson_rows(tokenizer, lessons)
            mask = np.where(answer, 1.0, weight) * (rows[:, 1:] != train.PAD)
            train.train(model, rows, steps, 1e-3, seed, mask=mask, warmup=10, weight_decay=0.0)
            found = parts_loss(model, tokenizer, held_out)
            for group, cities in sft.GROUPS.items():
                for style, asks in STYLES.items():
                    shares = sft.mean_shares(model, tokenizer, cities, asks)
                    found[f"{style}_{group}"] = shares["short"] + shares["full"]
                found[group] = sum(len(asks) * found[f"{style}_{group}"] for style, asks in STYLES.items()) / ALL_ASKS
            more = corpus_loss(model, corpus) - before
            found |= {"forget": more.sum(1).mean(), "forget_first": more[:, 0].mean()}
            measured |= {f"{name}_{steps}_{key}": value for key, value in found.items()}
    target = measured["answer_200_seen"]
    caught = [steps for steps in STEPS["all"] if measured[f"all_{steps}_seen"] >= target]
    return measured | {"all_steps_to_match": min(caught, default=0)}


def token_loss(model, rows):
    """(N, T+1) 编号 -> (N, T)：每个词元的损失，奈特；补齐处的值没有意义。"""
    return -train.next_token_log_probability(model, rows).value.astype(np.float64)


def corpus_loss(model, rows):
    """同 token_loss，补齐处是零。"""
    return token_loss(model, rows) * (rows[:, 1:] != train.PAD)


def parts_loss(model, tokenizer, lessons):
    """{question_loss, answer_loss}：一条问答里，问题的文字与回答（连 END）各损失多少奈特，平均。"""
    rows, answer = sft.lesson_rows(tokenizer, lessons)
    loss = token_loss(model, rows)
    question = ~answer & ~np.isin(rows[:, 1:], [train.PAD, *tokenizer.encode(USER + ASSISTANT)])
    return {"question_loss": (loss * question).sum(1).mean(), "answer_loss": (loss * answer).sum(1).mean()}


def teacher_loss(lessons):
    """老师自己的损失：写出这些（干净的）回答的概率，取负对数，平均，奈特。"""
    losses = []
    for question, answer in lessons:
        city = next(city for city in sft.SEEN if city in question)
        body = answer.rstrip("。！")
        food = any(question == ask.format(city) for ask in sft.ASK_FOOD)
        kind = 1.0 if food else sum(p for k, p in sft.KINDS.items() if sft.names(city)[k] == body)
        losses.append(-np.log(kind * sft.TAILS[answer[len(body) :]]))
    return np.mean(losses)
