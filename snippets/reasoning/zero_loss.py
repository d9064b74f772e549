"""损失显示零，不等于没在学：抽样时的策略就是现在的策略，比率恒是一，优势加起来是零，梯度却不是。"""

from math import exp

LOGITS = (0.2, 0.5, 0.1)  # 三个回答


def policy(z):
    e = [exp(v) for v in z]
    return [v / sum(e) for v in e]


def loss(z, old, picked, advantage):
    """-平均(比率 × 优势)：比率是现在的概率除以抽样时的。"""
    return -sum(policy(z)[i] / old[i] * a for i, a in zip(picked, advantage)) / len(picked)


def gradient(z, old, picked, advantage, nudge=1e-6):
    """每个 logit 推一点点，损失变多少。"""
    up = lambda k: [v + nudge * (i == k) for i, v in enumerate(z)]
    return [(loss(up(k), old, picked, advantage) - loss(z, old, picked, advantage)) / nudge for k in range(len(z))]


old, picked = policy(LOGITS), (0, 0, 1, 2)  # 抽了四个回答，各是哪一个
mixed, same = (1.0, 1.0, -1.0, -1.0), (0.0, 0.0, 0.0, 0.0)  # 有对有错；全组同分
print("三个回答的概率：", " ".join(f"{p:.3f}" for p in old))
for name, advantage in (("有对有错", mixed), ("全组同分", same)):
    g = gradient(LOGITS, old, picked, advantage)
    print(f"{name}：损失 {loss(LOGITS, old, picked, advantage):.4f}　梯度 {' '.join(f'{v:+.2f}' for v in g)}")
lengths = (10, 20, 1000, 400)  # 四个回答各多少词元：按词元总数平均，损失就不是零
by_token = -sum(a * n for a, n in zip(mixed, lengths)) / sum(lengths)
print(f"按词元总数平均，有对有错：损失 {by_token:.4f}")
print(f"by_token={by_token:.2f}")
print(f"shown={abs(loss(LOGITS, old, picked, mixed)):.4f}")
print(f"largest={max(map(abs, gradient(LOGITS, old, picked, mixed))):.2f}")
print(f"idle={max(map(abs, gradient(LOGITS, old, picked, same))):.2f}")
