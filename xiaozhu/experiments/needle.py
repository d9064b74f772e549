"""装得下与用得好：要用的那句话离提问远近不同、旁边的句子多少与种类不同，小铸还答不答得对。全程不超过训练的长度。"""

from random import Random

import numpy as np

from xiaozhu import train, world
from xiaozhu.chat import text_prompt

INPUTS = ("pretrain",)
MOST = 5  # 旁边至多几句
TRIALS = 300  # 每种摆法出几题
WINDOW = 6  # 对照：只看最近几个词元，刚好装下一句事实与提问
LESSONS, STEPS = 6000, 400  # 专门练它找这句话：出几题，练几步
LENGTH = 64  # 预训练时一行的长度，谁也不许超过


def measure(seed, made):
    """每种摆法答对的比例（二十座城里概率最大的那座对不对），「摆法_旁边几句」；「taught_」开头的是专门练过之后。

    旁边的句子有三种：rival 是别人住哪（同类），city 是提到城市的别的短文，other 是不提人也不提城市的。它们夹在事实与提问之间；
    加 _before 的放在事实前面，总长相同，只是事实紧挨着提问。lost 是 rival 里删掉那句事实；named 是 rival 里答成在场别人的城的
    比例；recent 与 recent_before 是 rival 与 rival_before 只看最近 WINDOW 个词元。tokens_ 开头的是提示平均多长。
    """
    model, tokenizer = made["pretrain"]
    exam = questions(tokenizer, 600 + seed)
    measured = sit(model, tokenizer, [[next(exam[n]) for _ in range(TRIALS)] for n in range(MOST + 1)])
    lessons, random, sequences = questions(tokenizer, 900 + seed), Random(seed), []
    for _ in range(LESSONS):
        texts, city, _ = next(lessons[random.randrange(MOST + 1)])
        kind = random.choice([kind for kind in texts if kind != "lost"])
        sequences.append(text_prompt(tokenizer, texts[kind]) + tokenizer.encode(city))
    rows = train.pad(sequences)
    last = np.arange(rows.shape[1] - 1) == [[len(ids) - 2] for ids in sequences]  # 损失只算答案那一个词元
    taught = model.copy()
    train.train(taught, rows, STEPS, 3e-3, seed, batch=32, mask=last, warmup=20, weight_decay=0.0)
    after = sit(taught, tokenizer, [[next(exam[n]) for _ in range(TRIALS)] for n in range(MOST + 1)])
    return measured | {f"taught_{key}": value for key, value in after.items() if not key.startswith("tokens")}


def questions(tokenizer, seed):
    """旁边有 0 到 MOST 句的题，各是一个没完没了的生成器，吐出 ({摆法: 文字}, 答案, 在场别人的城)。"""
    short = [text for text, _ in world.sample(4000, seed) if len(tokenizer.encode(text)) <= 9 and "住在" not in text]
    mentions = lambda text, words: any(word in text for word in words)
    beside = {
        "city": [text for text in short if mentions(text, world.CITIES)],
        "other": [text for text in short if not mentions(text, [*world.CITIES, *world.NAMES])],
    }

    def ask(random, crowd):
        while True:
            names, homes = random.sample(world.NAMES, crowd + 1), random.sample(list(world.CITIES), crowd + 1)
            fact, *rivals = (f"{name}住在{city}。" for name, city in zip(names, homes))
            question, asked = f"我记得{names[0]}住在", {}
            others = {kind: random.sample(texts, crowd) for kind, texts in beside.items()}
            for kind, some in ({"rival": rivals} | others).items():
                asked |= {kind: fact + "".join(some) + question, f"{kind}_before": "".join(some) + fact + question}
            yield asked | {"lost": "".join(rivals) + question}, homes[0], homes[1:]

    return [ask(Random(f"{seed} {crowd}"), crowd) for crowd in range(MOST + 1)]


def sit(model, tokenizer, exam):
    """exam[n] 是旁边有 n 句的一组题。返回 measure 说的各项。"""
    cities, measured = list(world.CITIES), {}
    ids = np.array([tokenizer.encode(city) for city in cities])
    assert ids.shape[1] == 1, "一座城一个词元，比下一个词元的概率就够了"
    for crowd, asked in enumerate(exam):
        truth = np.array([cities.index(city) for _, city, _ in asked])
        for kind in asked[0][0]:
            prompts = [text_prompt(tokenizer, texts[kind]) for texts, _, _ in asked]
            assert max(map(len, prompts)) < LENGTH
            picked = guess(model, prompts, ids[:, 0])
            measured[f"{kind}_{crowd}"] = (picked == truth).mean()
            measured[f"tokens_{kind}_{crowd}"] = np.mean([len(prompt) for prompt in prompts])
            if kind == "rival":
                measured[f"named_{crowd}"] = np.mean([cities[i] in others for i, (*_, others) in zip(picked, asked)])
            if kind.startswith("rival"):
                near = guess(model, [prompt[-WINDOW:] for prompt in prompts], ids[:, 0])
                measured[f"{kind.replace('rival', 'recent')}_{crowd}"] = (near == truth).mean()
    return measured


def guess(model, prompts, ids):
    """每个提示之后，ids 里概率最大的是第几个，(N,)。长短一样的一起算。"""
    picked = np.zeros(len(prompts), int)
    for length in {len(prompt) for prompt in prompts}:
        which = [i for i, prompt in enumerate(prompts) if len(prompt) == length]
        picked[which] = model.step(np.array([prompts[i] for i in which]), [])[:, ids].argmax(1)
    return picked
