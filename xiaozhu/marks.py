"""成绩：一套铸好的阶段各好在哪、差多少。全是推理算出来的，几秒跑完。

成绩的名字写给 results/ 与片段看：「阶段_问什么_哪些城」，如 sft_short_seen；seen 是练过的城，unseen 是没练过的。
"""

import numpy as np

from xiaozhu import directions, grpo, ppo, reward, sft, train, world
from xiaozhu.chat import answer_probability, chat_prompt, sample, text_prompt
from xiaozhu.tokenizer import END

CITY = "成都"
CASUAL, FORMAL = "成都有啥必去的地方啊", "请推荐成都必去景点（书面报告用）"


def measure(made, recipes, seed=0):
    """{指标: 数}：全部成绩。made[阶段] 是那个阶段的产物，recipes 是 {阶段: 配方}；种子只决定考哪些短文、抽哪些回答。"""
    parts = (
        base_marks(made, seed),
        answer_marks(made, seed),
        reward_marks(made, seed),
        alignment_marks(made, recipes, seed),
        reasoning_marks(made),
    )
    return {name: float(value) for part in parts for name, value in part.items()}


# —— 一个阶段一段 ——


def base_marks(made, seed):
    """预训练：离真实熵多远，方位题对多少，「必去景点」的几个答案各给多少概率。"""
    base, tokenizer = made["pretrain"]
    texts = {name: tokenizer.encode(f"{name}。") for name in world.must_see(CITY)}
    right, hidden = directions.model_right(base, tokenizer), np.array([q.hidden for q in directions.exam()])
    learned = answer_probability(base, text_prompt(tokenizer, f"{CITY}必去景点："), texts)
    return {
        "entropy_gap": entropy_gap(base, tokenizer, 1000 + seed),
        "unwritten": right[hidden].mean(),
        "written": right[~hidden].mean(),
        **{f"base_{kind}": learned[name] for kind, name in sft.names(CITY).items()},
    }


def answer_marks(made, seed):
    """问答的四个阶段：口语问答简称、书面问答全称的概率，对两组城与一座城；以及拜师忘了多少，奈特／篇。"""
    (base, tokenizer), marks = made["pretrain"], {}
    for stage in ("sft", "lora", "ppo", "dpo"):
        model, _ = made[stage]
        for group, cities in sft.GROUPS.items():
            marks[f"{stage}_short_{group}"] = sft.mean_shares(model, tokenizer, cities, world.ASK_CASUAL)["short"]
            marks[f"{stage}_full_{group}"] = sft.mean_shares(model, tokenizer, cities, world.ASK_FORMAL)["full"]
        marks[f"{stage}_short_{CITY}"] = sft.answer_shares(model, tokenizer, CASUAL, CITY)["short"]
        marks[f"{stage}_full_{CITY}"] = sft.answer_shares(model, tokenizer, FORMAL, CITY)["full"]
    fresh = [tokenizer.encode(END + text + END) for text, _ in world.sample(1000, 2000 + seed)]
    loss = lambda model: train.negative_log_likelihood(model, fresh).mean()
    return marks | {"sft_forget": loss(made["sft"][0]) - loss(base)}


def reward_marks(made, seed):
    """奖励模型在新偏好上：判对标签、判对真实高下的比例，与标签噪声下的上限。"""
    (model, tokenizer), (judge, _) = made["sft"], made["reward"]
    rng, marks = np.random.default_rng(seed), {}
    for group, cities in sft.GROUPS.items():
        pairs = reward.collect_preferences(model, tokenizer, cities, 400, rng)
        label, true, ceiling = reward.accuracy(judge, tokenizer, pairs)
        marks |= {f"reward_label_{group}": label, f"reward_true_{group}": true, f"reward_ceiling_{group}": ceiling}
    return marks


def alignment_marks(made, recipes, seed):
    """PPO 与 DPO：离参考多远（奈特／回答），与带 KL 约束的闭式最优比走到了哪。PPO 的分由奖励模型给，DPO 的由标注员给。"""
    reference, tokenizer = made["sft"]
    by_annotator = lambda question, city, wanted, answers: [
        reward.POINT * reward.utility(a, city, wanted) for a in answers
    ]
    marks = {}
    for stage, points in (("ppo", ppo.model_reward(made["reward"][0], tokenizer)), ("dpo", by_annotator)):
        policy, _ = made[stage]
        found = optimum(reference, policy, tokenizer, points, recipes[stage]["beta"], seed)
        marks |= {f"{stage}_kl": ppo.divergence(policy, reference, tokenizer, sft.SEEN, seed)}
        marks |= {f"{stage}_{name}": value for name, value in found.items()}
    return marks


def reasoning_marks(made):
    """悟道前后，练过的与没写出过的方位题的 pass@1。"""
    (before, tokenizer), (after, _) = made["format"], made["grpo"]
    marks = {}
    for hidden, name in ((False, "practised"), (True, "hidden")):
        pool = grpo.tasks(hidden)
        marks[f"grpo_{name}_before"] = grpo.pass_at_1(before, tokenizer, pool)
        marks[f"grpo_{name}_after"] = grpo.pass_at_1(after, tokenizer, pool)
    return marks


# —— 用到的几种量法 ——


def entropy_gap(model, tokenizer, seed, n=2000):
    """模型在 n 篇新短文上的损失高出真实熵的比例。同一批短文的真实对数概率已知，两边的抽样误差抵消大半。"""
    texts = world.sample(n, seed)
    truth = -sum(p for _, p in texts) / n
    loss = train.negative_log_likelihood(model, [tokenizer.encode(END + text + END) for text, _ in texts]).mean()
    return float(loss / truth - 1)


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
