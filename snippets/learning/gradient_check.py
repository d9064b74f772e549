"""数值梯度对照：把每个参数各推一点点，看损失真变了多少。它查得出求导的错，查不出题目出错。"""

import numpy as np

rng = np.random.default_rng(0)
STEPS, WORDS, WIDTH = 8, 12, 6
ids = rng.integers(WORDS, size=STEPS + 1)  # 一句话：读到第 t 个，猜下一个
start = {"embed": rng.standard_normal((WORDS, WIDTH)), "out": rng.standard_normal((WIDTH, WORDS))}
causal = np.tril(np.ones((STEPS, STEPS + 1)))  # 第 t 行：只许看第 t 个及以前的
peeking = np.tril(np.ones((STEPS, STEPS + 1)), 1)  # 差了一格：要猜的那个也看得见


def run(p, mask, ids=ids):
    """(损失, 梯度, 每步的概率)：把看得见的词向量平均，乘输出矩阵，过 softmax。"""
    see = mask / mask.sum(1, keepdims=True)
    h = see @ p["embed"][ids]
    q = np.exp(h @ p["out"])
    q /= q.sum(1, keepdims=True)
    back = (q - np.eye(WORDS)[ids[1:]]) / STEPS  # 从损失往回传，一站一站乘上去
    embed = np.zeros_like(p["embed"])
    np.add.at(embed, ids, see.T @ (back @ p["out"].T))
    return -np.log(q[range(STEPS), ids[1:]]).mean(), {"embed": embed, "out": h.T @ back}, q


def gap(mask, slip=False, nudge=1e-5):
    """往回传的梯度与数值梯度，差得最多的一处差多少；slip 是故意把一半的梯度写错。"""
    _, gradient, _ = run(start, mask)
    worst = 0.0
    for name, value in start.items():
        for at in np.ndindex(value.shape):
            ends = []
            for side in (nudge, -nudge):
                pushed = value.copy()
                pushed[at] += side
                ends.append(run(start | {name: pushed}, mask)[0])
            got = gradient[name][at] * (1.5 if slip and name == "embed" else 1)
            worst = max(worst, abs((ends[0] - ends[1]) / (2 * nudge) - got))
    return worst


def leak(mask):
    """逐个换掉一个词元，它前面各步的概率最多变多少；该是零。"""
    before, worst = run(start, mask)[2], 0.0
    for at in range(1, STEPS + 1):
        changed = ids.copy()
        changed[at] = (changed[at] + 1) % WORDS
        worst = max(worst, abs(before - run(start, mask, changed)[2])[:at].max())
    return worst


def trained(mask, p=start):
    """每步换一批随机序列去练，没有规律可背，所以最好也只能均匀地猜；返回末两百步的平均损失。"""
    fresh, losses = np.random.default_rng(1), []
    for _ in range(1200):
        total = {name: np.zeros_like(value) for name, value in p.items()}
        for sentence in fresh.integers(WORDS, size=(8, STEPS + 1)):
            loss, gradient, _ = run(p, mask, sentence)
            losses.append(loss)
            total = {name: total[name] + gradient[name] / 8 for name in total}
        p = {name: value - 0.3 * total[name] for name, value in p.items()}
    return np.mean(losses[-1600:])


cases = {"全对": (causal, False), "梯度写错": (causal, True), "掩码写错": (peeking, False)}
for name, case in cases.items():
    print(f"{name}：梯度差 {gap(*case):.8f}　换掉一个词，前面变 {leak(case[0]):.3f}")
print(f"slipped={gap(causal, True):.2f}")
print(f"leaked={leak(peeking):.3f}")
print(f"floor={np.log(WORDS):.3f}")
print(f"honest={trained(causal):.4f}")
print(f"cheating={trained(peeking):.4f}")
