"""直接偏好优化（DPO，Rafailov 2023）：不训奖励模型，直接让 chosen 比 rejected 更可能。"""

import numpy as np

from xiaozhu.autograd import log_sigmoid
from xiaozhu.chat import chat_prompt
from xiaozhu.reward import conversation
from xiaozhu.train import AdamW, next_token_log_probability, pad, schedule


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    """直接偏好优化的损失（Rafailov 2023，式 7）。

    四个参数都是整段回答的对数概率之和，形状 (B,)，单位奈特；beta > 0。返回标量。
    """
    margin = (policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)
    return -log_sigmoid(margin * beta).sum() * (1 / len(margin.value))


# —— 回答的对数概率 ——


def _answers(tokenizer, preferences, column):
    """第 column 列的回答 -> (行 (N, T+1), 掩码 (N, T) 只在回答上为一)。"""
    rows = pad([conversation(tokenizer, p[0], p[column]) for p in preferences])
    starts = np.array([len(chat_prompt(tokenizer, p[0])) for p in preferences])
    at = np.arange(rows.shape[1] - 1)
    return rows, ((at >= starts[:, None] - 1) & (rows[:, 1:] >= 0)).astype(np.float32)


def _total(model, rows, mask):
    """(B,)：整段回答的对数概率，奈特，Tensor。"""
    return (next_token_log_probability(model, rows) * mask).sum(1)


# —— 训练 ——


def dpo(
    policy, reference, tokenizer, preferences, seed, *, steps=800, beta=1.0, batch=16, learning_rate=5e-4, progress=None
):
    """返回新策略；policy 与 reference 不动。preferences 的格式见 reward.collect_preferences。"""
    policy, rng = policy.copy(), np.random.default_rng(seed)
    optimizer = AdamW(policy.parameters, weight_decay=0.0)
    chosen, rejected = _answers(tokenizer, preferences, 3), _answers(tokenizer, preferences, 4)
    # 参考不变，它的对数概率先一次算好；分批是怕一次放不下
    fixed = [
        np.concatenate([_total(reference, r[i : i + 256], m[i : i + 256]).value for i in range(0, len(r), 256)])
        for r, m in (chosen, rejected)
    ]
    for step in range(steps):
        i = rng.integers(len(preferences), size=batch)
        good, bad = (_total(policy, rows[i], mask[i]) for rows, mask in (chosen, rejected))
        loss = dpo_loss(good, bad, fixed[0][i], fixed[1][i], beta)
        loss.backward()
        optimizer.step(schedule(step, steps, learning_rate, 10))
        if progress:
            progress(step, float(loss.value))
    return policy
