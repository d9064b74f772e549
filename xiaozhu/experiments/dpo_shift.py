"""DPO 之后，好坏两个回答的概率各往哪边走？差距拉开，不等于好的那个升了。也问：走同样远，DPO 与 PPO 谁的真分高？"""

from copy import copy

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.autograd import softmax
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.dpo import _answers, _total, dpo_loss
from xiaozhu.experiments._policies import assess
from xiaozhu.train import AdamW, schedule

INPUTS = ("sft", "preferences", "reward", "ppo", "dpo")
STEPS, BATCH, LEARNING_RATE = 120, 16, 1e-3
DPO_BETAS = (0.3, 0.5, 1.0, 3.0)
PPO_BETAS, PPO_STEPS = (1.0, 0.5, 0.2), 40
FRESH = 400  # 另收几对没练过的，量位移用
DRAWN = 32  # 量真分与 KL 时，一个问题抽几个
TILTS = (3.0, 1.0, 0.5, 0.3)  # 闭式最优的 beta
TILTED = 256  # 算闭式最优时，一个问题抽几个


def measure(seed, made):
    """「做法_指标」。做法都从 SFT 检查点出发，用库里的同一份偏好（PPO 用由它练出的那个奖励模型），种子换次序与抽样：

    reference 不练；dpo_几 是 DPO，数是 beta；dpo_plus_sft 是 beta 为一的 DPO 另加 chosen 的负对数概率，一比一；
    sft_chosen 只在 chosen 上微调；dpo_shuffled 是 beta 为一的 DPO，每一对的好坏掷硬币重定；ppo_几 的数是 KL 惩罚的 beta；
    ppo_stage、dpo_stage 是库里的两个检查点，练得久得多，用来看短的这几步够不够。
    位移的指标，「train_」在练过的偏好上，「fresh_」在同样收来、没练过的偏好上，都是相对参考：
    chosen、rejected 整段回答的对数概率平均变了多少（奈特），chosen_down 是 chosen 下降的比例，both_down 是两个都降的比例，
    apart 是差距为正的比例。
    其余的指标见 _policies.assess：true 真分，kl 离参考多远，等等。
    「best_judge_几」「best_annotator_几」只有 true、kl 两项：带 KL 约束的闭式最优，数是 beta，分由奖励模型、由标注员给；
    前者是 PPO 想去的地方，后者是 DPO 在偏好无穷多时想去的地方。
    """
    (reference, tokenizer), pairs = made["sft"], made["preferences"]
    rng = np.random.default_rng(200 + seed)
    fresh = reward.collect_preferences(reference, tokenizer, sft.SEEN, FRESH, rng)
    data, coin = Pairs(reference, tokenizer, pairs), rng.random(len(pairs)) < 0.5
    train = lambda data, **settings: preferred(reference, data, seed, **settings)
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    policies = {
        "reference": lambda: reference,
        **{f"dpo_{beta}": lambda beta=beta: train(data, beta=beta) for beta in DPO_BETAS},
        "dpo_plus_sft": lambda: train(data, sft_weight=1.0),
        "sft_chosen": lambda: train(data, dpo_weight=0.0, sft_weight=1.0),
        "dpo_shuffled": lambda: train(data.swapped(coin)),
        **{
            f"ppo_{beta}": lambda beta=beta: ppo.ppo(
                reference, reference, tokenizer, judge, sft.SEEN, PPO_STEPS, beta, seed, learning_rate=1e-3
            )[0]
            for beta in PPO_BETAS
        },
        "ppo_stage": lambda: made["ppo"][0],
        "dpo_stage": lambda: made["dpo"][0],
    }
    measured = {}
    for name, make in policies.items():
        policy = make()
        found = assess(policy, reference, tokenizer, seed, DRAWN)
        for when, rows in (("train", pairs[:FRESH]), ("fresh", fresh)):
            found |= {f"{when}_{key}": value for key, value in shift(policy, reference, tokenizer, rows).items()}
        measured |= {f"{name}_{key}": value for key, value in found.items()}
    by_annotator = lambda question, city, wanted, texts: [reward.POINT * reward.utility(t, city, wanted) for t in texts]
    for name, points in (("judge", judge), ("annotator", by_annotator)):
        for beta, found in zip(TILTS, tilted(reference, tokenizer, points, seed)):
            measured |= {f"best_{name}_{beta}_{key}": value for key, value in found.items()}
    return measured


class Pairs:
    """一份偏好编成的行：columns 是好、坏两列的 (行, 掩码)，fixed (2, N) 是参考给两列的对数概率，奈特。"""

    def __init__(self, reference, tokenizer, preferences):
        self.columns = [_answers(tokenizer, preferences, column) for column in (3, 4)]
        self.fixed = np.array([totals(reference, *column) for column in self.columns])
        self.flip = np.zeros(len(preferences))

    def swapped(self, which):
        """which (N,) 为真的对子好坏对调，其余照旧。返回新的一份。"""
        other = copy(self)
        other.flip = which.astype(np.float64)
        return other

    def batch(self, policy, i):
        """第 i (B,) 对：policy 给好、坏的对数概率，Tensor，与参考给的，各 (B,)。"""
        a, b = (_total(policy, rows[i], mask[i]) for rows, mask in self.columns)
        flip, (c, d) = self.flip[i], self.fixed[:, i]
        mix = lambda x, y: x * (1 - flip) + y * flip
        return mix(a, b), mix(b, a), mix(c, d), mix(d, c)


def totals(model, rows, mask, batch=256):
    """(N,)：整段回答的对数概率，奈特；分批是怕一次放不下。"""
    cut = range(0, len(rows), batch)
    return np.concatenate([_total(model, rows[i : i + batch], mask[i : i + batch]).value for i in cut])


def preferred(reference, data, seed, *, beta=1.0, dpo_weight=1.0, sft_weight=0.0):
    """从 reference 出发练 STEPS 步，返回新策略。损失是 dpo_weight 份 DPO 加 sft_weight 份 chosen 的负对数概率（奈特／回答）。"""
    policy, rng = reference.copy(), np.random.default_rng(seed)
    optimizer = AdamW(policy.parameters, weight_decay=0.0)
    for step in range(STEPS):
        good, bad, *fixed = data.batch(policy, rng.integers(len(data.flip), size=BATCH))
        loss = dpo_loss(good, bad, *fixed, beta) * dpo_weight - good.sum() * (sft_weight / BATCH)
        loss.backward()
        optimizer.step(schedule(step, STEPS, LEARNING_RATE, 10))
    return policy


def shift(policy, reference, tokenizer, pairs):
    """{chosen, rejected, chosen_down, both_down, apart}：见 measure。"""
    columns = [_answers(tokenizer, pairs, column) for column in (3, 4)]
    chosen, rejected = (totals(policy, *column) - totals(reference, *column) for column in columns)
    return {
        "chosen": chosen.mean(),
        "rejected": rejected.mean(),
        "chosen_down": (chosen < 0).mean(),
        "both_down": ((chosen < 0) & (rejected < 0)).mean(),
        "apart": (chosen > rejected).mean(),
    }


def tilted(reference, tokenizer, points, seed):
    """TILTS 里每个 beta 一份 {true, kl}：闭式最优 π*(y) ∝ π_ref(y) exp(r(y) / beta)（Rafailov 2023，式 4）。

    每题从参考抽 TILTED 个回答，各按 exp(r / beta) 加权；KL 大到接近 ln TILTED 时会低估。
    """
    rng, found = np.random.default_rng(seed), [{"true": [], "kl": []} for _ in TILTS]
    for question, city, wanted in reward.questions()[::3]:
        answers = sample(reference, chat_prompt(tokenizer, question), TILTED, rng)
        texts = [tokenizer.decode(a) for a in answers]
        given = np.asarray(points(question, city, wanted, texts), float)
        deserved = np.array([reward.true_score(t, city, wanted) for t in texts])
        for beta, rows in zip(TILTS, found):
            weight = softmax(given / beta)
            rows["true"].append(weight @ deserved)
            rows["kl"].append(weight @ np.log(weight * TILTED))
    return [{key: float(np.mean(values)) for key, values in rows.items()} for rows in found]
