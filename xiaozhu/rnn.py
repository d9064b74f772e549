"""循环网络：普通 RNN 与 GRU，用作远距离回忆的对照；以及那个回忆任务。

Transformer 每一步都能回看全文；循环网络读过就丢，要记的事只能放在定长的状态里，一步步带过去。
"""

import numpy as np

from xiaozhu.autograd import Tensor, embedding, rms_norm
from xiaozhu.model import Config, Model
from xiaozhu.train import AdamW, cross_entropy, schedule

KEYS, VALUES, FILLERS = 8, 12, 24
# 回忆任务的词元，编号依次是：事实（每对键与值一个，如「小明住在成都」）、问题（每个键一个，如「小明住在？」）、答案、填充
QUESTION, ANSWER, FILLER, VOCABULARY = np.cumsum([KEYS * VALUES, KEYS, VALUES, FILLERS]).tolist()
WIDTHS = {"transformer": 32, "rnn": 84, "gru": 53}  # 这样取，三者都是两万五千个参数上下


def rnn(x, recurrent):
    """普通 RNN（Elman 1990）：h_t = tanh(x_t + h_{t-1} @ recurrent)，h_0 为零。

    x (B, T, d) 是投影好的输入，recurrent (d, d)；返回 (B, T, d)，每一刻的状态。
    """
    batch, time, d = x.value.shape
    h = np.zeros((batch, time + 1, d), x.value.dtype)
    for t in range(time):
        h[:, t + 1] = np.tanh(x.value[:, t] + h[:, t] @ recurrent.value)

    def backward(gradient):
        """时间反向传播（BPTT，Werbos 1990）：d_h 是从后一刻传回来的那份。"""
        d_x, d_h = np.empty_like(x.value), 0
        for t in reversed(range(time)):
            d_x[:, t] = (gradient[:, t] + d_h) * (1 - h[:, t + 1] ** 2)
            d_h = d_x[:, t] @ recurrent.value.T
        x.accumulate(d_x)
        recurrent.accumulate(_outer(h[:, :-1], d_x))

    return Tensor(h[:, 1:], (x, recurrent), backward)


def gru(x, recurrent):
    """门控循环单元（GRU，Cho 等 2014，arXiv:1406.1078v3，2.3 节），h_0 为零：

    z = σ(x_z + h @ U_z)，r = σ(x_r + h @ U_r)，c = tanh(x_c + (r * h) @ U_c)，新的 h = z * h + (1 - z) * c。
    更新门 z 为一就原样留着。有的书与库把 z 与 1 - z 对调。

    x (B, T, 3d) 是投影好的输入，recurrent (d, 3d)，最后一轴依次是 z、r、c 三份；返回 (B, T, d)，每一刻的状态。
    """
    batch, time, d = *x.value.shape[:2], len(recurrent.value)
    to_gates, to_candidate = np.split(recurrent.value, [2 * d], axis=1)
    h = np.zeros((batch, time + 1, d), x.value.dtype)
    z, r, c = np.empty((3, batch, time, d), x.value.dtype)
    for t in range(time):
        for_gates, for_candidate = np.split(x.value[:, t], [2 * d], axis=1)
        z[:, t], r[:, t] = np.split(1 / (1 + np.exp(-for_gates - h[:, t] @ to_gates)), 2, axis=1)
        c[:, t] = np.tanh(for_candidate + (r[:, t] * h[:, t]) @ to_candidate)
        h[:, t + 1] = z[:, t] * h[:, t] + (1 - z[:, t]) * c[:, t]
    before = h[:, :-1]

    def backward(gradient):
        # 三个激活的导数与时刻无关，先一并算好
        slope_z, slope_r, slope_c = (before - c) * z * (1 - z), before * r * (1 - r), (1 - z) * (1 - c**2)
        d_x, d_h = np.empty_like(x.value), 0
        for t in reversed(range(time)):
            d_h = gradient[:, t] + d_h
            d_c = d_h * slope_c[:, t]
            d_kept = d_c @ to_candidate.T  # 对 r * h 的梯度
            d_gates = np.concatenate([d_h * slope_z[:, t], d_kept * slope_r[:, t]], axis=1)
            d_x[:, t] = np.concatenate([d_gates, d_c], axis=1)
            d_h = d_h * z[:, t] + d_kept * r[:, t] + d_gates @ to_gates.T
        x.accumulate(d_x)
        recurrent.accumulate(
            np.concatenate([_outer(before, d_x[..., : 2 * d]), _outer(r * before, d_x[..., 2 * d :])], axis=1)
        )

    return Tensor(h[:, 1:], (x, recurrent), backward)


def _outer(a, b):
    """(B, T, d), (B, T, k) -> (d, k)：各批各刻的外积之和，就是权重的梯度。"""
    return np.tensordot(a, b, ((0, 1), (0, 1)))


_CELLS = {"rnn": (rnn, 1), "gru": (gru, 3)}  # 名字 → (单元, 输入要投影成几份)


class Recurrent:
    """一层循环的语言模型，调用约定与 Model 相同：parameters 是 {名字: Tensor}，词嵌入与输出层共享。"""

    def __init__(self, cell, parameters):
        self.cell, self.parameters = cell, parameters

    @classmethod
    def initialize(cls, kind, vocabulary, d, seed, dtype=np.float32):
        """随机初始化。kind 是 "rnn" 或 "gru"，vocabulary 是词表大小，d 是词嵌入与状态共用的宽度。"""
        (cell, parts), rng = _CELLS[kind], np.random.default_rng(seed)
        normal = lambda std, *shape: std * rng.standard_normal(shape)
        # 循环矩阵从正交的起步：反复相乘时长度不变，梯度不至于一开始就消失或爆炸（Saxe 等 2013，arXiv:1312.6120）
        orthogonal = [np.linalg.qr(normal(1, d, d))[0] for _ in range(parts)]
        values = {
            "embed": normal(0.05, vocabulary, d), "norm1": np.ones(d), "input": normal(d**-0.5, d, parts * d),
            "recurrent": np.concatenate(orthogonal, axis=1), "norm": np.ones(d),
        }  # fmt: skip
        return cls(cell, {name: Tensor(value.astype(dtype)) for name, value in values.items()})

    @property
    def size(self):
        """参数个数。"""
        return sum(t.value.size for t in self.parameters.values())

    def __call__(self, ids):
        """(B, T) 编号 -> (B, T, V) logits，可求梯度。"""
        p = self.parameters
        x = rms_norm(embedding(p["embed"], ids), p["norm1"]) @ p["input"]
        return rms_norm(self.cell(x, p["recurrent"]), p["norm"]) @ p["embed"].T


def recall_model(kind, seed, d=None):
    """参加回忆对照的模型，kind 是 WIDTHS 的键，d 缺省取表里的宽度。异常：ValueError，没有这一种。"""
    if kind not in WIDTHS:
        raise ValueError(f"没有「{kind}」这种模型，可选：{'、'.join(WIDTHS)}")
    d = d or WIDTHS[kind]
    if kind == "transformer":
        return Model.initialize(Config(VOCABULARY, d=d, ffn=2 * d), seed, std=0.1)
    return Recurrent.initialize(kind, VOCABULARY, d, seed)


def recall_batch(rng, n, facts, gap):
    """n 道题 -> (行 (n, T+1), 掩码 (n, T))，T+1 = 3 * facts + gap；掩码只在答案上为真，供 cross_entropy 用。

    一行是 facts 条事实，gap 个随机的填充，再把各个键打乱了逐个问：「问题 答案」。一行之内键不重复，值可以重复。
    异常：ValueError，facts 不在一与 KEYS 之间，或 gap 是负的。
    """
    if not 1 <= facts <= KEYS:
        raise ValueError(f"事实要在 1 到 {KEYS} 条之间，给的是 {facts}")
    if gap < 0:
        raise ValueError(f"间隔不能是负的，给的是 {gap}")
    shuffled = lambda count: rng.permuted(np.tile(np.arange(count), (n, 1)), axis=1)
    keys, values = shuffled(KEYS)[:, :facts], rng.integers(VALUES, size=(n, facts))
    filler = FILLER + rng.integers(FILLERS, size=(n, gap))
    order = shuffled(facts)
    asked = np.stack([QUESTION + np.take_along_axis(keys, order, 1), ANSWER + np.take_along_axis(values, order, 1)], 2)
    rows = np.concatenate([keys * VALUES + values, filler, asked.reshape(n, -1)], 1)
    mask = np.zeros((n, rows.shape[1] - 1), bool)
    mask[:, facts + gap :: 2] = True
    return rows, mask


def recall_accuracy(model, facts, gap, seed, n=200):
    """n 道题里答对的比例：全词表里概率最大的就是那个值，才算对。在 VALUES 个值里瞎猜是 1 / VALUES。

    每问完一题，正确答案就接在后面（教师强制），所以后面的题可以用排除法。
    """
    rows, mask, guesses = _sit(model, facts, gap, seed, n)
    return float((guesses == rows[:, 1:])[mask].mean())


def recall_mixups(model, facts, gap, seed, n=200):
    """答错的题里，答成「同一行另一条事实的值」的比例：张冠李戴占几成。"""
    rows, mask, guesses = _sit(model, facts, gap, seed, n)
    wrong = mask & (guesses != rows[:, 1:])
    told = ANSWER + rows[:, :facts] % VALUES
    return float((guesses[..., None] == told[:, None]).any(-1)[wrong].mean())


def _sit(model, facts, gap, seed, n):
    """出 n 道题让 model 答：(行, 掩码, 每处猜的词元)。"""
    rows, mask = recall_batch(np.random.default_rng(seed), n, facts, gap)
    return rows, mask, model(rows[:, :-1]).value.argmax(-1)


def train_recall(model, facts, steps, seed, *, learning_rate=3e-3, batch=32, longest_gap=32, warmup=50, progress=None):
    """就地训练 model 做回忆，返回每步的损失，奈特／答案。每步出一批新题，间隔在 0 到 longest_gap 之间随机（含两端）。"""
    optimizer, rng, losses = AdamW(model.parameters), np.random.default_rng(seed), []
    for step in range(steps):
        rows, mask = recall_batch(rng, batch, facts, int(rng.integers(longest_gap + 1)))
        loss = cross_entropy(model, rows, mask)
        loss.backward()
        optimizer.step(schedule(step, steps, learning_rate, warmup))
        losses.append(float(loss.value))
        if progress:
            progress(step, losses[-1])
    return losses
