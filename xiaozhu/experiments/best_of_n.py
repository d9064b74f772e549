"""多抽几个挑最好的（best-of-n）：不训练，只换挑的人。挑得越狠真分越低，错在奖励模型，还是错在标注员？"""

import math

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("sft", "reward")
DRAWN = 256  # 一个问题抽几个
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
PAIRS, STEPS = 3000, 200  # 重训奖励模型用的，与 stages 里的配方相同


def measure(seed, made):
    """「裁判_n_指标」：每题从 SFT 检查点抽 DRAWN 个回答，由裁判从 n 个里挑分最高的，对二十八道练过的题平均。

    裁判：checkpoint 是库里的奖励模型；retrained 用这个种子新收的偏好重训，只换了数据与初值；
    fair 用同样那些成对的回答，标签改由照真分投票的标注员给（噪声照旧），剩下的毛病全是学得不准；
    annotator 是标注员心里的分，true 是产品真正要的分，这两个不经过学习。
    指标：true 真分，annotator 标注员的分，own 裁判自己给的分，shouts 感叹号的个数，right 说对且合语体的比例。
    都是被挑中者的期望，对抽出的 DRAWN 个无偏（见 best_of）。挑选离参考的 KL 不超过 ln n - (n-1)/n 奈特。
    「裁判_agree」：奖励模型在这些回答上与标注员排出同样先后的比例，「裁判_agree_true」是与真分；打平的不计。
    """
    reference, tokenizer = made["sft"]
    learned = {"checkpoint": made["reward"][0]} | retrained(reference, tokenizer, seed)
    rng, picked, agreed = np.random.default_rng(seed), {}, {}
    for asked in reward.questions()[::3]:
        question, city, wanted = asked
        answers = sample(reference, chat_prompt(tokenizer, question), DRAWN, rng)
        texts, repeats = np.unique([tokenizer.decode(a) for a in answers], return_inverse=True)
        judges = {name: ppo.model_reward(model, tokenizer)(*asked, texts) for name, model in learned.items()}
        judges |= {
            "annotator": np.array([reward.utility(t, city, wanted) for t in texts]),
            "true": np.array([reward.true_score(t, city, wanted) for t in texts]),
        }
        found = {
            "true": judges["true"],
            "annotator": judges["annotator"],
            "shouts": np.array([t.count("！") for t in texts]),
            "right": np.array([reward.utility(t, city, wanted, enthusiasm=0) == 5 for t in texts]),
        }
        for judge, points in judges.items():
            for metric, values in (found | {"own": points}).items():
                for n, value in zip(SIZES, best_of(points[repeats], values[repeats], SIZES)):
                    picked.setdefault(f"{judge}_{n}_{metric}", []).append(value)
        for judge in learned:
            for metric, target in (("agree", "annotator"), ("agree_true", "true")):
                same = order(judges[judge][repeats]) * order(judges[target][repeats])
                agreed.setdefault(f"{judge}_{metric}", []).append((same > 0).sum() / (same != 0).sum())
    return {key: float(np.mean(values)) for key, values in (picked | agreed).items()}


def best_of(points, values, sizes):
    """从 N 个里不放回地取 n 个、挑 points 最高的那个，它的 values 的期望，对每个 n 各一个数。

    points、values 形状 (N,)；n 不超过 N。第 i 名（从低往高）是 n 个里最高的，机会是 C(i-1, n-1) / C(N, n)；
    并列的随便挑，所以先把并列者的 values 换成它们的平均。这是「独立抽 n 个挑最好」的无偏估计（U 统计量）。
    """
    _, tied = np.unique(points, return_inverse=True)
    shared = np.bincount(tied, values) / np.bincount(tied)
    ranked, total = shared[np.sort(tied)], len(points)
    return [
        sum(math.comb(i, n - 1) * value for i, value in enumerate(ranked) if i >= n - 1) / math.comb(total, n)
        for n in sizes
    ]


def order(points):
    """(N,) -> (N, N)：两两的先后，上三角里是 ±1，打平与其余是零。"""
    return np.triu(np.sign(np.subtract.outer(points, points)))


def retrained(reference, tokenizer, seed):
    """{retrained, fair}：用新收的偏好重训的两个奖励模型，回答的对子相同，只换投票的人。"""
    rng = np.random.default_rng(100 + seed)
    pairs = reward.collect_preferences(reference, tokenizer, sft.SEEN, PAIRS, rng)
    fair = [revote(*pair[:5], rng) for pair in pairs]
    return {
        name: reward.train_reward(reference, tokenizer, rows, seed, steps=STEPS)
        for name, rows in (("retrained", pairs), ("fair", fair))
    }


def revote(question, city, wanted, a, b, rng):
    """一对回答改由照真分投票的标注员来挑，返回 reward.collect_preferences 的一条。"""
    margin = reward.POINT * (reward.true_score(a, city, wanted) - reward.true_score(b, city, wanted))
    p = 1 / (1 + math.exp(-margin))
    return (question, city, wanted, a, b, p) if rng.random() < p else (question, city, wanted, b, a, 1 - p)
