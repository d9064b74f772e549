"""带 KL 约束的最优解，写得出来；DPO 走不走得到它，看标签有没有噪声。三个回答，真分已知。"""

from math import exp, log

BASE = (0.5, 0.3, 0.2)  # 参考模型给三个回答的概率
SCORE = (2.0, 1.0, -1.0)  # 真分


def normalize(weights):
    return [w / sum(weights) for w in weights]


def best(beta):
    """π*(y) ∝ π_ref(y)·e^(r(y)/β)。"""
    return normalize([p * exp(r / beta) for p, r in zip(BASE, SCORE)])


def sigmoid(x):
    return 1 / (1 + exp(-x))


def dpo(beta, steps, noisy, rate=0.5):
    """对每一对回答做 DPO（Rafailov 2023，式 7）。noisy：标注员照分差的概率站队；否则从不出错。"""
    z = [log(p) for p in BASE]
    for _ in range(steps):
        gradient = [0.0] * len(BASE)
        for i in range(len(BASE)):
            for j in range(i + 1, len(BASE)):
                prefers = sigmoid(SCORE[i] - SCORE[j]) if noisy else 1.0
                margin = beta * ((z[i] - z[j]) - (log(BASE[i]) - log(BASE[j])))
                push = beta * (sigmoid(margin) - prefers)
                gradient[i] += push
                gradient[j] -= push
        z = [v - rate * g for v, g in zip(z, gradient)]
    return normalize([exp(v) for v in z])


beta, steps = 0.5, 2000
show = lambda p: " ".join(f"{v:.4f}" for v in p)
print("参考　　　　", show(BASE))
for b in (2.0, beta, 0.1):
    print(f"β={b} 最优　", show(best(b)))
for name, noisy in (("标签带噪声", True), ("从不出错　", False)):
    for b in (2.0, beta):
        print(f"β={b} {name}", show(dpo(b, steps, noisy)))
print(f"best={best(beta)[0]:.4f}")
print(f"noisy={dpo(beta, steps, True)[0]:.4f}")
print(f"certain={dpo(beta, steps, False)[0]:.4f}")
print(f"strong_best={best(2.0)[0]:.3f}")
print(f"strong_certain={dpo(2.0, steps, False)[0]:.3f}")
