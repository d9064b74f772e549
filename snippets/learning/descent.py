"""一步梯度下降：往损失变小的方向挪一点，挪多少由学习率定。"""

from math import exp, log

WORDS = ("熊猫基地", "宽窄巷子", "火锅")
TRUTH = (0.6, 0.3, 0.1)  # 另编的一个三选一，为了好看；不是小铸语料里的真分布


def softmax(z):
    e = [exp(v - max(z)) for v in z]
    return [v / sum(e) for v in e]


def loss(p):
    return -sum(t * log(q) for t, q in zip(TRUTH, p))


def train(rate, steps):
    """从全零的 logits 起，每步减去 rate 倍的梯度；softmax 配交叉熵，梯度正好是「给的概率减真概率」。"""
    z = [False] * len(WORDS)
    for _ in range(steps):
        z = [v - rate * (q - t) for v, q, t in zip(z, softmax(z), TRUTH)]
    return softmax(z)


RATES = slow, _, good, _, wild = 0.01, 0.1, 1.0, 5.0, 20.0
floor = loss(TRUTH)
start, once = train(False, False), train(good, 1)
steps = 40
print("真概率　", TRUTH)
for name, p in (("起点　　", start), ("一步之后", once), (f"{steps} 步后", train(good, steps))):
    print(name, " ".join(f"{w} {q:.2f}" for w, q in zip(WORDS, p)), f"损失 {loss(p):.3f}")
for rate in RATES:
    print(f"学习率 {rate:>5}：{steps} 步后损失 {loss(train(rate, steps)):.3f}")
print(f"start={loss(start):.3f}")
print(f"once={loss(once):.3f}")
print(f"{floor=:.3f}")
print(f"slow={loss(train(slow, steps)):.3f}")
print(f"wild={loss(train(wild, steps)):.3f}")
