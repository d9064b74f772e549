"""量一套检查点的全部成绩，并对照书里的范围。python -m xiaozhu.evaluate [文件夹]

成绩都是推理算出来的，几秒跑完。书里的范围来自几个种子各自从头铸到尾（实验 from_scratch）；
换一种处理器重铸，数会飘，但应当落在范围的左右。
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from xiaozhu import checkpoint, grpo, ppo, reward, sft, train, world
from xiaozhu.chat import answer_probability, chat_prompt, sample, text_prompt
from xiaozhu.tokenizer import END

CITY = "成都"
CASUAL, FORMAL = "成都有啥必去的地方啊", "请推荐成都必去景点（书面报告用）"


def entropy_gap(model, tokenizer, seed, n=2000):
    """模型在 n 篇新短文上的损失高出真实熵的比例。同一批短文的真实对数概率已知，两边的抽样误差抵消大半。"""
    texts = world.sample(n, seed)
    truth = -sum(p for _, p in texts) / n
    loss = train.negative_log_likelihood(model, [tokenizer.encode(END + text + END) for text, _ in texts]).mean()
    return float(loss / truth - 1)


def directions(model, tokenizer):
    """{unwritten, written}：「谁更靠北／靠东」的真话与假话，觉得真话更可能的比例；没写出过的与写出过的分开算。"""
    losses, hidden = [], []
    for axis, (field, positive, negative) in world.AXES.items():
        for a in world.CITIES:
            for b in world.CITIES:
                if getattr(world.CITIES[a], field) != getattr(world.CITIES[b], field):
                    true = world.direction(axis, a, b)
                    swapped = f"{true[:-2]}{negative if true[-2] == positive else positive}。"
                    losses.append([text_prompt(tokenizer, text) for text in (true, swapped)])
                    hidden.append(world.unwritten(a, b))
    nll = train.negative_log_likelihood(model, [ids for pair in losses for ids in pair]).reshape(-1, 2)
    right, hidden = nll[:, 0] < nll[:, 1], np.array(hidden)
    return {"unwritten": float(right[hidden].mean()), "written": float(right[~hidden].mean())}


def optimum(reference, policy, tokenizer, points, beta, seed, n=400):
    """带 KL 约束的闭式最优 π*(y) ∝ π_ref(y) exp(r(y) / β)（Rafailov 2023，式 4），与 policy 走到了哪。

    points(问题, 城, 想要的类别, 回答们) -> 分数。回答的集合取自参考与策略各抽 n 个，去重后逐个算精确概率。
    返回 {best, reached}：三个问题上，合语体的回答在最优下、在 policy 下的总概率的平均。
    """
    rng, best, reached = np.random.default_rng(seed), [], []
    for question, city, wanted in reward.questions([CITY])[::2]:
        prompt = chat_prompt(tokenizer, question)
        pool = {tuple(a) for model in (reference, policy) for a in sample(model, prompt, n, rng, longest=12)}
        answers = {tokenizer.decode(a): [*a, *tokenizer.encode(END)] for a in sorted(pool)}
        texts = list(answers)
        right = np.array([t.rstrip("。！") == sft.names(city)[wanted] for t in texts])
        at_reference = np.array(list(answer_probability(reference, prompt, answers).values()))
        weight = at_reference * np.exp(np.asarray(points(question, city, wanted, texts), float) / beta)
        at_policy = np.array(list(answer_probability(policy, prompt, answers).values()))
        best.append(weight[right].sum() / weight.sum())
        reached.append(at_policy[right].sum())
    return {"best": float(np.mean(best)), "reached": float(np.mean(reached))}


def evaluate(folder=checkpoint.FOLDER, seed=0):
    """{指标: 数}：一套检查点的全部成绩。种子只决定考哪些短文、抽哪些回答。"""
    book = checkpoint.manifest(folder)
    models = {stage: checkpoint.load(stage, folder)[0] for stage in book if stage != "preferences"}
    base, tokenizer = checkpoint.load("pretrain", folder)
    marks = {"entropy_gap": entropy_gap(base, tokenizer, 1000 + seed), **directions(base, tokenizer)}

    truth = world.must_see(CITY)
    learned = answer_probability(
        base, text_prompt(tokenizer, f"{CITY}必去景点："), {a: tokenizer.encode(f"{a}。") for a in truth}
    )
    marks |= {f"base_{kind}": learned[name] for kind, name in sft.names(CITY).items()}
    for stage in ("sft", "lora", "ppo", "dpo"):
        for cities, name in ((sft.SEEN, "seen"), (sft.UNSEEN, "unseen")):
            marks[f"{stage}_short_{name}"] = sft.mean_shares(models[stage], tokenizer, cities, world.ASK_CASUAL)[
                "short"
            ]
            marks[f"{stage}_full_{name}"] = sft.mean_shares(models[stage], tokenizer, cities, world.ASK_FORMAL)["full"]
        casual, formal = (sft.answer_shares(models[stage], tokenizer, q, CITY) for q in (CASUAL, FORMAL))
        marks[f"{stage}_short_{CITY}"], marks[f"{stage}_full_{CITY}"] = casual["short"], formal["full"]
    fresh = [tokenizer.encode(END + text + END) for text, _ in world.sample(1000, 2000 + seed)]
    marks["sft_forget"] = (
        train.negative_log_likelihood(models["sft"], fresh).mean() - train.negative_log_likelihood(base, fresh).mean()
    )

    rng = np.random.default_rng(seed)
    for cities, name in ((sft.SEEN, "seen"), (sft.UNSEEN, "unseen")):
        pairs = reward.collect_preferences(models["sft"], tokenizer, cities, 400, rng)
        marks[f"reward_label_{name}"], marks[f"reward_true_{name}"], marks[f"reward_ceiling_{name}"] = reward.accuracy(
            models["reward"], tokenizer, pairs
        )
    marks["ppo_kl"] = ppo.divergence(models["ppo"], models["sft"], tokenizer, sft.SEEN, seed)
    marks["dpo_kl"] = ppo.divergence(models["dpo"], models["sft"], tokenizer, sft.SEEN, seed)
    against_judge = optimum(
        models["sft"],
        models["ppo"],
        tokenizer,
        ppo.model_reward(models["reward"], tokenizer),
        book["ppo"]["recipe"]["beta"],
        seed,
    )
    labelled = lambda question, city, wanted, answers: [reward.POINT * reward.utility(a, city, wanted) for a in answers]
    against_labels = optimum(models["sft"], models["dpo"], tokenizer, labelled, book["dpo"]["recipe"]["beta"], seed)
    marks |= {"ppo_best": against_judge["best"], "ppo_reached": against_judge["reached"]}
    marks |= {"dpo_best": against_labels["best"], "dpo_reached": against_labels["reached"]}

    for hidden, name in ((False, "practised"), (True, "hidden")):
        pool = grpo.tasks(hidden)
        marks[f"grpo_{name}_before"] = grpo.pass_at_1(models["format"], tokenizer, pool)
        marks[f"grpo_{name}_after"] = grpo.pass_at_1(models["grpo"], tokenizer, pool)
    return {name: float(value) for name, value in marks.items()}


def bounds(name):
    """书里给这个指标的范围：几个种子的最低与最高，各放宽一倍的跨度（至少 0.05），给没试过的种子与处理器留余地。"""
    from xiaozhu import experiments  # 它要用 evaluate 做实验，装载时互相引用会绕成圈

    values = experiments.result("from_scratch")[name]
    slack = max(max(values) - min(values), 0.05)
    return min(values) - slack, max(values) + slack


def compare(marks):
    """{指标: 成绩} -> [(指标, 成绩, 下限, 上限)]。异常：CheckpointError，范围过期了。"""
    return [(name, value, *bounds(name)) for name, value in marks.items()]


def main():
    parser = argparse.ArgumentParser(
        prog="python -m xiaozhu.evaluate", description="量一套检查点的成绩，对照书里的范围"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=checkpoint.FOLDER, metavar="文件夹")
    try:
        marks = evaluate(parser.parse_args().folder)
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))
    try:
        report = compare(marks)
    except checkpoint.CheckpointError:
        for name, value in marks.items():
            print(f"　{name:24} {value:6.3f}")
        sys.exit("世界或代码改过，书里的范围不再适用，上面只列成绩")
    for name, value, low, high in report:
        print(f"{'　' if low <= value <= high else '！'}{name:24} {value:6.3f}　范围 {low:.3f} 到 {high:.3f}")
    if outside := [name for name, value, low, high in report if not low <= value <= high]:
        sys.exit(f"{'、'.join(outside)} 不在范围里")


if __name__ == "__main__":
    main()
