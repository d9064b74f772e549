"""训练：把短文拼成定长的行，一批批算损失、求梯度、更新。"""

import io
import json

import numpy as np

from xiaozhu import atomic
from xiaozhu.autograd import log_probability
from xiaozhu.tokenizer import END

PAD = -1  # 补齐用的编号，不算损失
SNAPSHOT_EVERY = 200  # 步


# —— 数据：文字变成定长的行 ——


def pack(tokenizer, texts, length):
    """短文首尾相接（中间隔 END），切成 (N, length + 1) 的行；相邻两行共用一个词元。"""
    end = tokenizer.encode(END)
    # 首尾都有 END：每一篇都从 END 之后写起，也写得出自己的 END
    stream = np.array([i for text in texts for i in end + tokenizer.encode(text)] + end)
    rows = (len(stream) - 1) // length
    return np.stack([stream[i * length : (i + 1) * length + 1] for i in range(rows)])


def pad(sequences):
    """长短不一的编号列表 -> (N, 最长)，后面补 PAD。"""
    longest = max(map(len, sequences))
    return np.array([[*s, *[PAD] * (longest - len(s))] for s in sequences])


# —— 损失 ——


def next_token_log_probability(model, rows):
    """(B, T+1) 编号 -> (B, T)：每个位置上下一个词元的对数概率，奈特，Tensor；补齐处的值没有意义。"""
    return log_probability(model(np.maximum(rows[:, :-1], 0)), np.maximum(rows[:, 1:], 0))


def cross_entropy(model, rows, mask=None):
    """平均每个词元的损失，奈特。mask (B, T) 为真处才算；缺省是不算补齐。"""
    mask = rows[:, 1:] != PAD if mask is None else mask
    log_p = next_token_log_probability(model, rows)
    return -(log_p * mask.astype(log_p.value.dtype)).sum() * (1 / mask.sum())


# —— 更新 ——


class AdamW:
    """带解耦权重衰减的 Adam（Loshchilov 与 Hutter 2019，arXiv:1711.05101）。

    parameters 是 {名字: Tensor}，更新时就地换掉它们的 value；梯度先按总范数截到 clip（Pascanu 等 2013）。
    """

    def __init__(self, parameters, betas=(0.9, 0.95), weight_decay=0.01, clip=1.0):
        self.parameters, self.betas, self.weight_decay, self.clip = parameters, betas, weight_decay, clip
        self.steps = 0
        self.mean = {k: np.zeros_like(t.value) for k, t in parameters.items()}
        self.square = {k: np.zeros_like(t.value) for k, t in parameters.items()}

    def step(self, learning_rate):
        """用各参数的 grad 更新一步，并清掉 grad。"""
        self.steps += 1
        (b1, b2), t = self.betas, self.steps
        norm = sum(float((p.grad**2).sum()) for p in self.parameters.values()) ** 0.5
        shrink = min(1.0, self.clip / (norm + 1e-6))
        for name, p in self.parameters.items():
            number = p.value.dtype.type  # 常数也用参数的精度，免得单精度的训练悄悄升成双精度
            gradient, mean, square = p.grad * number(shrink), self.mean[name], self.square[name]
            mean += number(1 - b1) * (gradient - mean)
            square += number(1 - b2) * (gradient * gradient - square)
            # 两个滑动平均从零起步，头几步偏小，除以 1 - b**t 补回来
            update = mean / number(1 - b1**t) / (np.sqrt(square / number(1 - b2**t)) + number(1e-8))
            p.value = p.value - number(learning_rate) * (update + number(self.weight_decay) * p.value)
            p.grad = None


def schedule(step, steps, peak, warmup):
    """第 step 步（从零数）的学习率：前 warmup 步直线升到 peak，全程直线降到零。

    先升是因为 AdamW 的滑动平均头几步还不准；降到零，末尾的抖动才停得下来。
    """
    return peak * min(1, (step + 1) / warmup) * (1 - step / steps)


def train(
    model,
    rows,
    steps,
    learning_rate,
    seed,
    *,
    batch=16,
    mask=None,
    only=None,
    warmup=50,
    weight_decay=0.01,
    progress=None,
    snapshot=None,
):
    """就地训练 model，返回每步的损失。

    rows (N, T+1) 编号；mask (N, T) 为真处才算损失；only(名字) 为真的参数才更新；progress(步, 损失) 每步叫一次；
    snapshot 是一个文件：每 SNAPSHOT_EVERY 步把进度存在那里，文件已在就从那里接着练，结果与一口气练完逐位相同。
    """
    chosen = {k: t for k, t in model.parameters.items() if only is None or only(k)}
    optimizer, rng, losses = AdamW(chosen, weight_decay=weight_decay), np.random.default_rng(seed), []
    if snapshot and snapshot.exists():
        losses = _restore(snapshot, model, optimizer, rng)
    for step in range(len(losses), steps):
        picked = rng.integers(len(rows), size=batch)
        loss = cross_entropy(model, rows[picked], None if mask is None else mask[picked])
        loss.backward()
        optimizer.step(schedule(step, steps, learning_rate, warmup))
        for tensor in model.parameters.values():
            tensor.grad = None
        losses.append(float(loss.value))
        if progress:
            progress(step, losses[-1])
        if snapshot and (step + 1) % SNAPSHOT_EVERY == 0:
            _save(snapshot, model, optimizer, rng, losses)
    return losses


# —— 存进度：断了接得上，逐位相同，所以优化器与随机数的状态也要存 ——


def _save(path, model, optimizer, rng, losses):
    arrays = {f"value {k}": t.value for k, t in model.parameters.items()}
    arrays |= {f"mean {k}": a for k, a in optimizer.mean.items()}
    arrays |= {f"square {k}": a for k, a in optimizer.square.items()}
    buffer = io.BytesIO()
    np.savez(buffer, losses=losses, rng=json.dumps(rng.bit_generator.state), **arrays)
    atomic.write(path, buffer.getvalue())


def _restore(path, model, optimizer, rng):
    with np.load(path) as arrays:
        for name, tensor in model.parameters.items():
            tensor.value = arrays[f"value {name}"]
        for name in optimizer.mean:
            optimizer.mean[name], optimizer.square[name] = arrays[f"mean {name}"], arrays[f"square {name}"]
        rng.bit_generator.state = json.loads(str(arrays["rng"]))
        losses = arrays["losses"].tolist()
    optimizer.steps = len(losses)
    return losses


# —— 量 ——


def negative_log_likelihood(model, sequences, batch=256):
    """每条编号列表的总损失，奈特，(N,)，从第二个词元算起。按双精度累加。"""
    totals = []
    for i in range(0, len(sequences), batch):
        rows = pad(sequences[i : i + batch])
        log_p = next_token_log_probability(model, rows).value.astype(np.float64)
        totals.append(-np.where(rows[:, 1:] == PAD, 0, log_p).sum(1))
    return np.concatenate(totals)
