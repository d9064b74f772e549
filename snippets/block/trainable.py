"""真的训练一下：替换、相加、加到转过的原向量上、旁路也跟着练，叠浅与叠深，各学不学得会把输入挪一格。"""

import numpy as np

d, batch, steps = 16, 32, 120
RATES = (0.01, 0.03)  # 学习率各试一遍，取最好的，免得说是没调好


def train(layers, way, rate, seed):
    """每层归一化、过前馈，再按 way 接回去；Adam 练 steps 步，返回最后一步的均方误差。

    learned 开头的，旁路也跟着练：从原样（eye）或从随便一个矩阵（noise）起步。
    """
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((d, d)))[0]  # 固定的随机旋转，不训练
    draw = lambda gain, rng=rng: [rng.standard_normal((d, d)) * gain / d**0.5 for _ in range(layers)]
    first, second, noise = draw(2**0.5), draw(1.0), draw(1.0, np.random.default_rng((seed, 1)))
    same = {"replace": 0 * turn, "add": np.eye(d), "rotate": turn, "half": np.eye(d) / 2, "learned eye": np.eye(d)}
    bypass = noise if way == "learned noise" else [same[way].copy() for _ in range(layers)]
    weights = first + second + (bypass if way.startswith("learned") else [])
    mean, square = [[np.zeros((d, d)) for _ in weights] for _ in range(2)]
    for step in range(1, steps + 1):
        x = rng.standard_normal((batch, d))
        target, seen = np.roll(x, 1, axis=1), []
        for w, v, b in zip(first, second, bypass):
            scale = np.sqrt((x * x).mean(1, keepdims=True) + 1e-12)
            h = np.maximum(x / scale @ w, 0)
            seen.append((x, x / scale, scale, h))
            x = h @ v + x @ b
        error = x - target
        back, gradients = 2 * error / error.size, ([], [], [])
        for (x, n, scale, h), w, v, b in zip(seen[::-1], first[::-1], second[::-1], bypass[::-1]):
            inner = back @ v.T * (h > 0)
            for found, g in zip(gradients, (n.T @ inner, h.T @ back, x.T @ back)):
                found.insert(0, g)
            into = inner @ w.T
            back = (into - n * (into * n).mean(1, keepdims=True)) / scale + back @ b.T  # 旁路：不过前馈
        for w, g, m, s in zip(weights, sum(gradients, []), mean, square):
            m += 0.1 * (g - m)
            s += 0.01 * (g * g - s)
            w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-8)
    return float((error * error).mean())


def best(layers, way):
    """各学习率里最好的一个，三个种子的最低与最高。"""
    losses = [min(train(layers, way, rate, seed) for rate in RATES) for seed in range(3)]
    return f"{min(losses):.2f}–{max(losses):.2f}"


shallow, deep = 2, 12
print(f"{steps=}")
print(f"{shallow=}")
print(f"{deep=}")
print(f"replace_shallow={best(shallow, 'replace')}")
print(f"add_shallow={best(shallow, 'add')}")
print(f"replace_deep={best(deep, 'replace')}")
print(f"add_deep={best(deep, 'add')}")
print(f"rotate_deep={best(deep, 'rotate')}")
print(f"half_deep={best(deep, 'half')}")
print(f"learned_deep={best(deep, 'learned eye')}")
print(f"noise_deep={best(deep, 'learned noise')}")
