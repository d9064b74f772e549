"""规模法则的小实验：一个长尾的世界，一家只差大小的模型。

世界是一张「三个字母 → 一个值」的表，每条事实被提到的频率按 Zipf 递减：常见的很快学会，罕见的要更大的模型、更多的数据。
全表不大，所以期望损失可以精确算出，没有抽样误差。
"""

import numpy as np

from xiaozhu.autograd import log_probability
from xiaozhu.model import Config, Model
from xiaozhu.train import AdamW, cross_entropy, schedule

LETTERS = 32  # 字母与值共用这些编号；编号 LETTERS 是句首
FACTS = LETTERS**3
TAIL = 0.3  # 第 r 常见的事实，频率正比于 r ** -(1 + TAIL)
WIDTHS = (4, 8, 16, 32, 64)
STEPS = (100, 200, 400, 800, 1600)
BATCH = 256


class World:
    """种子定下哪三个字母对哪个值、谁常见谁罕见。"""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.share = np.arange(1, FACTS + 1) ** -(1 + TAIL)
        self.share /= self.share.sum()
        self.key, self.value = rng.permutation(FACTS), rng.integers(LETTERS, size=FACTS)

    def rows(self, ranks):
        """第几常见的事实，(n,) -> (n, 5)：句首、三个字母、值。"""
        key = self.key[ranks]
        start = np.full(len(ranks), LETTERS)
        return np.stack([start, key // LETTERS**2, key // LETTERS % LETTERS, key % LETTERS, self.value[ranks]], 1)

    def sample(self, rng, n):
        """按频率抽 n 条。"""
        return self.rows(np.searchsorted(self.share.cumsum(), rng.random(n)).clip(0, FACTS - 1))

    def loss(self, model):
        """整个世界上的期望损失，奈特／条：每条事实按频率加权，精确值。"""
        total = 0.0
        for ranks in np.array_split(np.arange(FACTS), 8):
            rows = self.rows(ranks)
            log_p = log_probability(model(rows[:, :-1]), rows[:, 1:]).value[:, -1]
            total -= float((self.share[ranks] * log_p).sum())
        return total


def family(d, seed):
    """宽度 d 的一个成员：一层，其余按比例。"""
    return Model.initialize(
        Config(LETTERS + 1, d=d, layers=1, heads=2 if d < 16 else 4, ffn=2 * d), seed, std=0.3 / d**0.5
    )


def run(d, steps, seed):
    """从零训练一个成员，每步 BATCH 条，每条只在值上算损失。返回 (参数个数, 见过的事实条数, 期望损失)。"""
    world, rng, model = World(seed), np.random.default_rng(seed + 1), family(d, seed)
    optimizer, mask = AdamW(model.parameters, weight_decay=0.0), np.zeros((BATCH, 4), bool)
    mask[:, -1] = True  # 三个字母是随机的，学不会，也不该算进损失
    for step in range(steps):
        cross_entropy(model, world.sample(rng, BATCH), mask).backward()
        optimizer.step(schedule(step, steps, 1e-2 * min(1, 16 / d), 30))
    return model.size, steps * BATCH, world.loss(model)


def fit(sizes, data, losses):
    """拟合 L = E + A / N**a + B / D**b（Hoffmann 2022，式 2），返回 (E, A, a, B, b)。三个参数各为 (n,)。

    指数 a、b 逐格试，其余三个是线性最小二乘；误差按相对误差算，好让小损失也有分量。
    """
    # 五个参数一起拟合很容易停在半路；指数定了，其余就是线性的，一步解出
    exponents = np.arange(0.05, 1.51, 0.05)
    best = (np.inf,)
    for a in exponents:
        for b in exponents:
            columns = np.stack([np.ones(len(losses)), sizes**-a, data**-b], 1) / losses[:, None]
            solved, *_ = np.linalg.lstsq(columns, np.ones(len(losses)), rcond=None)
            error = float(((columns @ solved - 1) ** 2).sum())
            if error < best[0]:
                best = error, (float(solved[0]), float(solved[1]), float(a), float(solved[2]), float(b))
    return best[1]


def predict(coefficients, sizes, data):
    """用 fit 的五个系数算损失。"""
    E, A, a, B, b = coefficients
    return E + A / sizes**a + B / data**b
