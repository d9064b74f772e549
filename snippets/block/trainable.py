"""真的训练一下：没有旁路（替换）、旁路原样（相加）、旁路缩放、转过、换成随便一个矩阵，各学不学得会把输入挪一格。"""

import numpy as np

d, batch, steps = 16, 32, 120
RATES = np.array([0.01, 0.03]).reshape(-1, 1, 1, 1)  # 学习率各试一遍，取最好的，免得说是没调好
SEEDS = range(3)


def normalize(x):
    """(归一化之后的, 除掉的那个刻度)。"""
    scale = np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x / scale, scale


def through(back, n, scale):
    """误差倒着穿过归一化；n 是归一化之后的。"""
    return (back - n * (back * n).mean(-1, keepdims=True)) / scale


def train(layers, way, final=False):
    """每层归一化、过前馈，再按 way 接回去；Adam 练 steps 步，返回最后一步的均方误差，(学习率, 种子)：几份一起练，互不相干。

    way 是旁路的样子，都不训练：none 没有，eye 原样，half 每层乘一半，more 每层放大到 1.2 倍，turn 转过，noise 随便一个矩阵。
    final：叠完再归一化一次，真模型都有这一下。
    """
    rngs = [np.random.default_rng(seed) for seed in SEEDS]
    spread = lambda each: np.repeat(np.stack(each)[None], len(RATES), 0)  # 各种子一份 -> (学习率, 种子, d, d)
    turn = spread([np.linalg.qr(rng.standard_normal((d, d)))[0] for rng in rngs])  # 固定的随机旋转，不训练
    normal = lambda rngs, gain: spread([rng.standard_normal((d, d)) * gain / d**0.5 for rng in rngs])
    draw = lambda rngs, gain: [normal(rngs, gain) for _ in range(layers)]
    first, second = draw(rngs, 2**0.5), draw(rngs, 1.0)
    noise = draw([np.random.default_rng((seed, 1)) for seed in SEEDS], 1.0)
    eye = spread([np.eye(d)] * len(rngs))
    same = {"none": 0 * turn, "eye": eye, "half": eye / 2, "more": 1.2 * eye, "turn": turn}
    bypass = noise if way == "noise" else [same[way]] * layers
    weights = first + second
    mean, square = [[np.zeros_like(w) for w in weights] for _ in range(2)]
    for step in range(1, steps + 1):
        x = np.stack([rng.standard_normal((batch, d)) for rng in rngs])
        target, seen = np.roll(x, 1, axis=-1), []
        for w, v, b in zip(first, second, bypass):
            n, scale = normalize(x)
            h = np.maximum(n @ w, 0)
            seen.append((n, scale, h))
            x = h @ v + x @ b
        if final:
            x, last = normalize(x)
        error = x - target
        back, gradients = 2 * error / (batch * d), ([], [])
        if final:
            back = through(back, x, last)
        for (n, scale, h), w, v, b in zip(seen[::-1], first[::-1], second[::-1], bypass[::-1]):
            inner = back @ v.mT * (h > 0)
            for found, g in zip(gradients, (n.mT @ inner, h.mT @ back)):
                found.insert(0, g)
            back = through(inner @ w.mT, n, scale) + back @ b.mT  # 旁路：不过前馈
        for w, g, m, s in zip(weights, sum(gradients, []), mean, square):
            m += 0.1 * (g - m)
            s += 0.01 * (g * g - s)
            w -= RATES * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-8)
    return (error * error).mean((-1, -2))


def best(layers, way, **how):
    """各学习率里最好的一个，三个种子的最低与最高。"""
    losses = train(layers, way, **how).min(0)
    return f"{losses.min():.2f}–{losses.max():.2f}"


def stretch(layers):
    """随便的旁路连乘 layers 层：(长度平均变成几倍, 最长的方向几倍, d 个方向里几个剩不到百分之一)，头一个种子。"""
    rng = np.random.default_rng((0, 1))
    chain = np.linalg.multi_dot([rng.standard_normal((d, d)) / d**0.5 for _ in range(layers)])
    kept = np.linalg.svd(chain, compute_uv=False)
    return np.sqrt((kept**2).mean()), kept[0], (kept < 0.01).sum()


shallow, deep = 2, 12
print(f"{steps=}")
print(f"{shallow=}")
print(f"{deep=}")
print(f"replace_shallow={best(shallow, 'none')}")
print(f"add_shallow={best(shallow, 'eye')}")
print(f"replace_deep={best(deep, 'none')}")
print(f"add_deep={best(deep, 'eye')}")
print(f"rotate_deep={best(deep, 'turn')}")
print(f"half_deep={best(deep, 'half')}")
print(f"noise_deep={best(deep, 'noise')}")
print(f"noise_length={stretch(deep)[0]:.1f}")
print(f"noise_most={stretch(deep)[1]:.1f}")
print(f"noise_flat={stretch(deep)[2]}")
print(f"more_deep={best(deep, 'more')}")
print(f"{d=}")
print(f"replace_final={best(deep, 'none', final=True)}")
print(f"half_final={best(deep, 'half', final=True)}")
print(f"more_final={best(deep, 'more', final=True)}")
print(f"noise_final={best(deep, 'noise', final=True)}")
print(f"add_final={best(deep, 'eye', final=True)}")
print(f"rotate_final={best(deep, 'turn', final=True)}")
