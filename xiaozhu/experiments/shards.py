"""数据并行：一批切成几份，各算各的平均梯度再平均，等不等于整批一起算；不等的时候，练出来差多少。"""

import numpy as np

from xiaozhu import sft, train, world
from xiaozhu.train import AdamW, next_token_log_probability, pack, schedule

INPUTS = ("pretrain",)
SHARDS = 8  # 比梯度时切几份
ROWS = 64
STEPS, BATCH = 200, 16  # 与 stages/sft 同
WAYS = (
    "whole",
    "sorted",
    "shuffled",
    "alone",
    "reverse",
)  # 训练时：整批、按长短排开切四份、打乱切四份、一条一份、反着偏


def measure(seed, made):
    """梯度一处：「情形_off」是平均的平均偏离整批梯度多少（范数之比），「情形_log10」是它的常用对数（至少 −17），
    「情形_cos」是两者的余弦；双精度。

    情形：equal 等长的预训练行，每份词元一样多；sorted、shuffled 问答，只算回答，按回答长短排开、打乱；
    balanced 同样的问答，长短搭配，使各份词元数相近；alone 一条一份；weighted 照 sorted 切，但按词元数加权平均。
    「情形_fewest」「情形_most」是词元最少、最多的一份有几个词元。

    后果一处：拿预训练的基座在同一串批次上微调 STEPS 步，只有平均的办法不同（WAYS），「train_办法_指标」；
    reverse 与 alone 反着偏，一个词元的分量正比于它那条回答的长短。
    short、full 口语与书面一起问景点，答简称、全称的概率，对练过的城平均（教师是 0.45、0.35）；
    off_teacher 六种答案的分布离教师多远，总变差；loss 新问答上每个回答词元的损失，奈特；
    off_whole 练完的参数与 whole 的差，比 whole 自己走了多远。
    """
    base, tokenizer = made["pretrain"]
    opened, rng = sft.open_chat(base, tokenizer), np.random.default_rng(seed)
    model = opened.copy(np.float64)
    rows, mask = sft.lesson_rows(tokenizer, sft.lessons(1000, 1000 + seed))
    texts = [text for text, _ in world.sample(2000, seed)]
    plain = pack(tokenizer, texts, 64)[:ROWS]

    picked = rng.permutation(len(rows))[:ROWS]
    batch, chosen = rows[picked], mask[picked]
    by_length = np.argsort(chosen.sum(1), kind="stable")
    dealt = by_length.reshape(-1, SHARDS)  # 一轮轮发牌，单数轮倒着发
    dealt = np.where(np.arange(len(dealt))[:, None] % 2, dealt[:, ::-1], dealt).T
    cuts = {
        "equal": (plain, np.ones((ROWS, 64), bool), np.arange(ROWS).reshape(SHARDS, -1)),
        "sorted": (batch, chosen, by_length.reshape(SHARDS, -1)),
        "shuffled": (batch, chosen, np.arange(ROWS).reshape(SHARDS, -1)),
        "balanced": (batch, chosen, dealt),
        "alone": (batch, chosen, np.arange(ROWS)[:, None]),
        "weighted": (batch, chosen, by_length.reshape(SHARDS, -1)),
    }
    measured = {}
    for name, (r, m, shards) in cuts.items():
        counts = m.sum(1)[shards].sum(1)
        parts = np.stack([gradient(model, r[s], m[s]) for s in shards])
        merged = np.average(parts, 0, weights=counts if name == "weighted" else None)
        whole = gradient(model, r, m)
        off = np.linalg.norm(merged - whole) / np.linalg.norm(whole)
        measured |= {
            f"{name}_off": off,
            f"{name}_log10": np.log10(max(off, 1e-17)),
            f"{name}_cos": merged @ whole / np.linalg.norm(merged) / np.linalg.norm(whole),
            f"{name}_fewest": counts.min(),
            f"{name}_most": counts.max(),
        }

    end = {}
    fresh, fresh_mask = sft.lesson_rows(tokenizer, sft.lessons(400, 5000 + seed))
    for way in WAYS:
        tuned = end[way] = fine_tune(opened, rows, mask, way, seed)
        shares = sft.mean_shares(tuned, tokenizer, sft.SEEN, sft.ASK_SIGHT)
        found = {
            "short": shares["short"],
            "full": shares["full"],
            "off_teacher": 0.5 * sum(abs(shares[kind] - p) for kind, p in sft.KINDS.items()),
            "loss": train.cross_entropy(tuned, fresh, fresh_mask).value,
            "off_whole": distance(tuned, end["whole"]) / distance(end["whole"], opened),
        }
        measured |= {f"train_{way}_{key}": value for key, value in found.items()}
    return measured


def gradient(model, rows, mask):
    """平均每个词元的损失对全部参数的梯度，拉直。"""
    train.cross_entropy(model, rows, mask).backward()
    flat = np.concatenate([t.grad.ravel() for t in model.parameters.values()])
    for tensor in model.parameters.values():
        tensor.grad = None
    return flat


def weights(mask, way, rng):
    """(B, T) 掩码 -> 每个词元的分量，合起来是一：先在一份里平均，再对各份平均；办法见 measure。"""
    counts = mask.sum(1)
    if way == "reverse":
        return mask * counts[:, None] / (counts**2).sum()
    order = {
        "whole": lambda: np.arange(len(mask))[None],
        "sorted": lambda: np.argsort(counts, kind="stable").reshape(4, -1),
        "shuffled": lambda: rng.permutation(len(mask)).reshape(4, -1),
        "alone": lambda: np.arange(len(mask))[:, None],
    }[way]()
    share = np.empty(len(mask))
    for shard in order:
        share[shard] = 1 / counts[shard].sum() / len(order)
    return mask * share[:, None]


def fine_tune(opened, rows, mask, way, seed):
    """照 stages/sft 的配方微调，只有平均的办法不同。各办法抽到的批次一样。返回新模型。"""
    model, rng, cut = opened.copy(), np.random.default_rng(seed), np.random.default_rng(seed)
    optimizer = AdamW(model.parameters, weight_decay=0.0)
    for step in range(STEPS):
        picked = rng.integers(len(rows), size=BATCH)
        log_p = next_token_log_probability(model, rows[picked])
        # 几份各算各的再平均，就是一次算完、每个词元换个分量
        (-(log_p * weights(mask[picked], way, cut).astype(np.float32)).sum()).backward()
        optimizer.step(schedule(step, STEPS, 1e-3, 10))
    return model


def distance(a, b):
    """两个模型的参数差，欧氏。"""
    return sum(float(((a.parameters[k].value - b.parameters[k].value) ** 2).sum()) for k in a.parameters) ** 0.5
