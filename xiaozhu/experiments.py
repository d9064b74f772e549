"""实验：python -m xiaozhu.experiments [名字 ...]，多个种子，结果存成 results/名字.json。

每个实验是一个函数，种子进、一张 {指标: 数} 的表出；做不出来的照实记。训练得来的数换 CPU 会在末位飘，正文只引范围。
"""

import argparse
import json
import sys
import tempfile
import time

import numpy as np
from tqdm import tqdm

from xiaozhu import checkpoint, evaluate, forge, ppo, quantize, reward, rnn, rope, scaling, sft, train, world
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.model import Model
from xiaozhu.tokenizer import END

RESULTS = checkpoint.SOURCE / "results"
SEEDS = (0, 1, 2)
MORE_SEEDS = {"from_scratch": (0, 1, 2, 3, 4)}  # 它给体检定范围，多铸几遍


def _sight_score(model, tokenizer):
    """景点问答的成绩：见过与没见过的城，答简称或全称（老师最常给的两种）的概率之和。"""
    graded = {}
    for name, cities in (("seen", sft.SEEN), ("unseen", sft.UNSEEN)):
        shares = sft.mean_shares(model, tokenizer, cities, sft.ASK_SIGHT)
        graded[name] = shares["short"] + shares["full"]
    return graded


def _lessons(n, seed, noise=0.0):
    pick = world.Sampler(1000 + seed)
    return [sft.lesson(pick, noise=noise) for _ in range(n)]


def data_quality(seed):
    """同样的步数：干净的少量、含噪的大量、干净的大量。"""
    base, tokenizer = checkpoint.load("pretrain")
    measured = {}
    for name, n, noise in (("clean_100", 100, 0.0), ("noisy_1000", 1000, 0.5), ("clean_1000", 1000, 0.0)):
        model, _ = sft.fine_tune(base, tokenizer, _lessons(n, seed, noise), seed)
        measured |= {f"{name}_{k}": v for k, v in _sight_score(model, tokenizer).items()}
    return measured


def lora_rank(seed):
    """LoRA 的秩与可训参数，对照全参微调、冻住词嵌入的全参微调；forget 是预训练语料上多出来的损失，奈特／篇。"""
    base, tokenizer = checkpoint.load("pretrain")
    texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(500, 1)]
    before = train.negative_log_likelihood(base, texts).mean()
    measured = {}

    def record(name, model, trained):
        measured[f"{name}_trained"] = trained
        measured[f"{name}_forget"] = train.negative_log_likelihood(model, texts).mean() - before
        measured.update({f"{name}_{k}": v for k, v in _sight_score(model, tokenizer).items()})

    model, _ = sft.fine_tune(base, tokenizer, _lessons(1000, seed), seed)
    record("full", model, model.size)
    frozen = lambda name: name != "embed"  # 旁路不碰词嵌入，全参也不碰，才好比
    trained = sum(t.value.size for name, t in base.parameters.items() if frozen(name))
    model, _ = sft.fine_tune(base, tokenizer, _lessons(1000, seed), seed, only=frozen)
    record("frozen", model, trained)
    for r in (1, 2, 4, 8):
        model = sft.add_lora(base, r, seed)
        trained = sum(t.value.size for k, t in model.parameters.items() if sft.is_lora(k))
        model, _ = sft.fine_tune(
            model, tokenizer, _lessons(1000, seed), seed, steps=300, learning_rate=1e-2, only=sft.is_lora
        )
        record(f"r{r}", model, trained)
    return measured


def kl_sweep(seed):
    """KL 惩罚从强到无：奖励模型给的分、产品真正要的分、离参考多远。beta 为零时就是奖励作弊。"""
    reference, tokenizer = checkpoint.load("sft")
    judge, _ = checkpoint.load("reward")
    points, measured = ppo.model_reward(judge, tokenizer), {}
    for beta in (1.0, 0.5, 0.1, 0.0):
        policy, _ = ppo.ppo(
            reference, reference, tokenizer, points, sft.SEEN, 100, beta, seed, learning_rate=1e-3, longest=24
        )
        rng, given, deserved, shouts = np.random.default_rng(seed), [], [], []
        for question, city, wanted in reward.questions()[::3]:
            answers = [tokenizer.decode(a) for a in sample(policy, chat_prompt(tokenizer, question), 16, rng)]
            given.append(points(question, city, wanted, answers).mean())
            deserved.append(np.mean([reward.true_score(a, city, wanted) for a in answers]))
            shouts.append(np.mean([a.count("！") for a in answers]))
        measured |= {
            f"beta_{beta}_given": np.mean(given), f"beta_{beta}_deserved": np.mean(deserved),
            f"beta_{beta}_shouts": np.mean(shouts), f"beta_{beta}_kl": ppo.divergence(policy, reference, tokenizer, sft.SEEN, seed),
        }  # fmt: skip
        measured[f"beta_{beta}_says"] = tokenizer.decode(
            sample(policy, chat_prompt(tokenizer, "哈尔滨有啥好玩的呀"), 1, rng)[0]
        )
    return measured


def quantization(seed):
    """位数与分组：体积（字节）与多出来的损失（奈特／篇）。种子只决定考哪些短文。"""
    model, tokenizer = checkpoint.load("pretrain")
    texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(500, 100 + seed)]
    before = train.negative_log_likelihood(model, texts).mean()
    measured = {"float32_bytes": 4 * model.size}
    for bits, group in ((8, None), (4, None), (4, 16), (2, None), (2, 16)):
        name = f"int{bits}" + (f"_group{group}" if group else "")
        smaller, measured[f"{name}_bytes"] = quantize.quantize_model(model, bits, group)
        measured[f"{name}_loss"] = train.negative_log_likelihood(smaller, texts).mean() - before
    return measured


GAPS = (0, 4, 8, 16, 32, 64, 96)
WIDE = 128  # 加宽之后的 GRU 的状态


def recall(seed):
    """几条事实、隔多远还记得：Transformer、普通 RNN、GRU，训练时间隔不超过三十二；末了把 GRU 的状态加宽再试。"""
    measured = {}

    def sit(name, model, facts, steps):
        rnn.train_recall(model, facts, steps, seed)
        measured.update(
            {f"{name}_{facts}facts_{steps}_gap{gap}": rnn.recall_accuracy(model, facts, gap, seed) for gap in GAPS}
        )

    for kind in rnn.WIDTHS:
        for facts, steps in ((1, 300), (1, 3000), (4, 3000)):
            sit(kind, model := rnn.recall_model(kind, seed), facts, steps)
    measured["gru_mixups"] = rnn.recall_mixups(model, 4, 32, seed)  # 上面最后一个练的是记四条的 GRU
    sit("gru", rnn.recall_model("gru", seed), 2, 3000)
    sit("gru", rnn.recall_model("gru", seed), 4, 10_000)
    sit("wide_gru", rnn.recall_model("gru", seed, d=WIDE), 4, 3000)
    return measured


def from_scratch(seed):
    """整条路从头铸一遍，再体检：预训练离真实熵多远、没写出过的答对多少、各阶段的答法、奖励模型、PPO 与 DPO 对闭式最优、pass@1。"""
    with tempfile.TemporaryDirectory() as folder:
        made = forge.Forge(folder, seed=seed, quiet=True)
        made.run()
        return evaluate.evaluate(made.folder)


def scaling_law(seed):
    """一家五个大小、五档数据，去掉最大的那个来拟合，再拿它检验外推。"""
    grid = np.array([(d, *scaling.run(d, steps, seed)) for d in scaling.WIDTHS for steps in scaling.STEPS])
    width, sizes, data, losses = grid.T
    held = width == max(scaling.WIDTHS)
    coefficients = scaling.fit(sizes[~held], data[~held], losses[~held])
    measured = {f"loss_d{d:.0f}_n{n:.0f}_{seen:.0f}": loss for d, n, seen, loss in grid}
    measured |= dict(zip(("floor", "size_scale", "size_exponent", "data_scale", "data_exponent"), coefficients))
    guesses = scaling.predict(coefficients, sizes[held], data[held])
    measured |= {f"predicted_{seen:.0f}": guess for seen, guess in zip(data[held], guesses)}
    return measured | {
        "off_at_most": np.abs(guesses / losses[held] - 1).max(),
        "off_at_end": guesses[-1] / losses[held][-1] - 1,
    }


STRETCH, STRETCHED_LENGTH = 8, 512  # 训练时一行 64 个词元，拉长到八倍
BUCKETS = ((16, 64), (64, 128), (128, 256), (256, 512))


def rope_stretch(seed):
    """窗口拉长八倍：直接外推、PI、YaRN 的分段，各在续训前、续训五十步、再续三百步之后，每一段位置上的损失（奈特／词元）。"""
    base, tokenizer = checkpoint.load("pretrain")
    trained = STRETCHED_LENGTH // STRETCH
    rows = lambda n, which: train.pack(tokenizer, [text for text, _ in world.sample(n, which)], STRETCHED_LENGTH)
    exam_rows, lesson_rows = rows(4000, 300 + seed)[:40], rows(20_000, 400 + seed)
    speeds, measured = base.frequencies, {}
    for name, new in (
        ("plain", speeds), ("pi", rope.interpolate(speeds, STRETCH)), ("yarn", rope.yarn(speeds, STRETCH, trained, slow=0.5, fast=4.0)),
    ):  # fmt: skip
        model = Model(base.config, base.copy().parameters, new)
        for when, steps in (("before", 0), ("after", 50), ("later", 300)):  # later 是在 after 之上再续三百步
            train.train(model, lesson_rows, steps, 1e-3, seed, batch=2, warmup=10)
            log_p = train.next_token_log_probability(model, exam_rows).value
            measured |= {f"{name}_{when}_{a}_{b}": -log_p[:, a:b].mean() for a, b in BUCKETS}
    return measured


def kv_cache(seed):
    """逐字写 n 个词元：有缓存与每步重算，乘加的次数（只数矩阵乘）与耗时之比。耗时随机器变，只看大概。"""
    model, _ = checkpoint.load("pretrain")
    c, measured = model.config, {}

    def multiply_adds(first, last):
        """前 first 个已在缓存里，再读进直到第 last 个。"""
        fixed = c.layers * (4 * c.d * c.d + 3 * c.d * c.ffn)
        looked_at = sum(range(first + 1, last + 1))
        return (last - first) * fixed + c.layers * 2 * c.d * looked_at + c.d * c.vocabulary

    for n in (16, 64, 256):
        ids = np.random.default_rng(seed).integers(c.vocabulary, size=(1, n))
        start, cache = time.process_time(), []
        for t in range(n):
            with_cache = model.step(ids[:, t : t + 1], cache)
        middle = time.process_time()
        for t in range(n):
            without = model.step(ids[:, : t + 1], [])
        end = time.process_time()
        assert np.allclose(with_cache, without, atol=1e-3), "有没有缓存，算出来应当一样"
        measured |= {
            f"cached_{n}": sum(multiply_adds(t, t + 1) for t in range(n)), f"recomputed_{n}": sum(multiply_adds(0, t + 1) for t in range(n)),
            f"times_slower_{n}": (end - middle) / (middle - start), f"cache_bytes_{n}": sum(k.nbytes + v.nbytes for k, v in cache),
        }  # fmt: skip
    return measured


_BASE = ("world", "tokenizer", "autograd", "rope", "model", "train")
EXPERIMENTS = {  # 名字 → (函数, 与结果有关的模块, 用到的检查点)
    "from_scratch": (from_scratch, (*_BASE, "chat", "sft", "reward", "ppo", "dpo", "grpo", "forge", "evaluate"), ()),
    "data_quality": (data_quality, (*_BASE, "chat", "sft"), ("pretrain",)),
    "lora_rank": (lora_rank, (*_BASE, "chat", "sft"), ("pretrain",)),
    "kl_sweep": (kl_sweep, (*_BASE, "chat", "sft", "reward", "ppo"), ("sft", "reward")),
    "quantization": (quantization, (*_BASE, "quantize"), ("pretrain",)),
    "recall": (recall, ("autograd", "rope", "model", "train", "rnn"), ()),
    "scaling_law": (scaling_law, ("autograd", "rope", "model", "train", "scaling"), ()),
    "rope_stretch": (rope_stretch, _BASE, ("pretrain",)),
    "kv_cache": (kv_cache, ("autograd", "rope", "model"), ("pretrain",)),
}


def origin(name):
    """一个实验的来历：哪段代码、哪些检查点。"""
    _, modules, stages = EXPERIMENTS[name]
    book = checkpoint.manifest()
    return {"source": checkpoint.source_digest(modules), "inputs": {stage: book[stage]["sha256"] for stage in stages}}


def result(name):
    """读一个实验的结果 {指标: [各种子的数]}。异常：CheckpointError，没做过或过期了。"""
    path = RESULTS / f"{name}.json"
    if not path.exists():
        raise checkpoint.CheckpointError(f"实验 {name} 还没做：运行 python -m xiaozhu.experiments {name}")
    stored = json.loads(path.read_text("utf-8"))
    if stored["origin"] != origin(name):
        raise checkpoint.CheckpointError(f"实验 {name} 的代码或检查点变了：运行 python -m xiaozhu.experiments {name}")
    return stored["measured"]


def span(name, key, digits=2):
    """一个指标在各种子间的最低与最高，写成「0.26–0.29」；取整之后相同就只写一个。"""
    low, high = (f"{end(result(name)[key]):.{digits}f}" for end in (min, max))
    return low if low == high else f"{low}–{high}"


def run(name, seeds=None):
    """做一个实验，每个种子一遍，写下结果。"""
    seeds = seeds or MORE_SEEDS.get(name, SEEDS)
    runs = [EXPERIMENTS[name][0](seed) for seed in tqdm(seeds, desc=name)]
    tidy = lambda value: value if isinstance(value, str) else round(float(value), 4)
    measured = {key: [tidy(r[key]) for r in runs] for key in runs[0]}
    text = json.dumps({"seeds": seeds, "origin": origin(name), "measured": measured}, ensure_ascii=False, indent=1)
    checkpoint.write(RESULTS / f"{name}.json", text.encode())


def main():
    parser = argparse.ArgumentParser(prog="python -m xiaozhu.experiments", description="做实验")
    parser.add_argument("names", nargs="*", metavar="名字", help=f"{'、'.join(EXPERIMENTS)}；缺省全部")
    names = parser.parse_args().names or list(EXPERIMENTS)
    if unknown := set(names) - set(EXPERIMENTS):
        sys.exit(f"没有「{'、'.join(unknown)}」这个实验，可选：{'、'.join(EXPERIMENTS)}")
    try:
        for name in names:
            run(name)
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
