"""自动微分：每做一步运算，记下「怎样把输出的梯度传回输入」，最后倒着走一遍。

一个解码器用得到的运算都在这里，其余一概没有。数组是 NumPy 的，形状约定：B 批，T 时间，d 宽度，h 头数，V 词表。
"""

import numpy as np

# —— 张量：值，连同怎样把梯度传回去 ——


class Tensor:
    """一个数组，连同它从哪些数组来、梯度怎样传回去。grad 在 backward 之后可读，形状与 value 相同。"""

    def __init__(self, value, parents=(), backward=None):
        self.value, self.parents, self._backward, self.grad = value, parents, backward, None

    def accumulate(self, gradient):
        """收下一份梯度；运算时广播过的轴，在这里加回去。"""
        # 广播时前面多出来的轴、从一拉长的轴，正向是复制，反向就是求和
        extra = gradient.ndim - self.value.ndim
        stretched = tuple(i + extra for i, n in enumerate(self.value.shape) if n == 1 and gradient.shape[i + extra] > 1)
        if extra or stretched:
            gradient = gradient.sum((*range(extra), *stretched), keepdims=True).reshape(self.value.shape)
        self.grad = gradient if self.grad is None else self.grad + gradient

    def backward(self):
        """从这个标量出发，算出每个叶子的梯度。"""
        # 拓扑序：一个张量要等用到它的都传回来了，才轮到它往回传
        order, seen = [], set()

        def visit(tensor):
            if id(tensor) not in seen:
                seen.add(id(tensor))
                for parent in tensor.parents:
                    visit(parent)
                order.append(tensor)

        visit(self)
        self.grad = np.ones_like(self.value)
        for tensor in reversed(order):
            if tensor._backward:
                tensor._backward(tensor.grad)
                tensor.grad = None  # 中间结果的梯度用完即弃

    def __add__(self, other):
        other = as_tensor(other, self)

        def backward(gradient):
            self.accumulate(gradient)
            other.accumulate(gradient)

        return Tensor(self.value + other.value, (self, other), backward)

    def __mul__(self, other):
        other = as_tensor(other, self)

        def backward(gradient):
            self.accumulate(gradient * other.value)
            other.accumulate(gradient * self.value)

        return Tensor(self.value * other.value, (self, other), backward)

    def __matmul__(self, weight):
        """(..., d) @ (d, k) -> (..., k)。右边是参数矩阵。"""

        def backward(gradient):
            self.accumulate(gradient @ weight.value.T)
            weight.accumulate(_rows(self.value).T @ _rows(gradient))

        return Tensor(self.value @ weight.value, (self, weight), backward)

    def __getitem__(self, index):
        """取出的部分照 NumPy 的下标；同一处取了几次，梯度就加几次。"""

        def backward(gradient):
            full = np.zeros_like(self.value)
            np.add.at(full, index, gradient)
            self.accumulate(full)

        return Tensor(self.value[index], (self,), backward)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -as_tensor(other, self)

    def sum(self, axis=None):
        """沿一轴求和，缺省全部加起来，得一个标量。"""

        def backward(gradient):
            gradient = gradient if axis is None else np.expand_dims(gradient, axis)
            self.accumulate(np.broadcast_to(gradient, self.value.shape))

        return Tensor(self.value.sum(axis), (self,), backward)

    @property
    def T(self):
        """矩阵的转置。"""
        return Tensor(self.value.T, (self,), lambda gradient: self.accumulate(gradient.T))


def as_tensor(x, like):
    """常数变成张量，精度跟着 like。"""
    return x if isinstance(x, Tensor) else Tensor(np.asarray(x, like.value.dtype))


def _rows(x):
    return x.reshape(-1, x.shape[-1])


# —— 逐元素的运算 ——


def _elementwise(function, derivative):
    """逐元素的运算。derivative(x, y) 是导数，y 是已经算好的 function(x)。"""

    def operation(x):
        y = function(x.value)
        return Tensor(y, (x,), lambda gradient: x.accumulate(gradient * derivative(x.value, y)))

    return operation


def _logistic(x):
    return 1 / (1 + np.exp(-x))


exp = _elementwise(np.exp, lambda x, y: y)
log_sigmoid = _elementwise(lambda x: -np.logaddexp(0, -x), lambda x, y: _logistic(-x))


def silu(x):
    """x 乘它自己的 S 形函数。"""
    s = _logistic(x.value)
    y = x.value * s
    return Tensor(y, (x,), lambda gradient: x.accumulate(gradient * (s * (1 + x.value - y))))


def minimum(a, b):
    """逐元素取小；梯度只传给取中的那个。"""
    first = a.value <= b.value

    def backward(gradient):
        a.accumulate(gradient * first)
        b.accumulate(gradient * ~first)

    return Tensor(np.minimum(a.value, b.value), (a, b), backward)


def clip(x, low, high):
    """截到 [low, high]；截掉的地方没有梯度。"""
    inside = lambda v, y: ((low <= v) & (v <= high)).astype(v.dtype)
    return _elementwise(lambda v: np.clip(v, low, high), inside)(x)


# —— 解码器的零件。正向与反向各写一遍，免得拿小运算拼、建许多中间张量 ——


def embedding(table, ids):
    """(V, d), (B, T) 编号 -> (B, T, d)：查表。"""

    def backward(gradient):
        full = np.zeros_like(table.value)
        np.add.at(full, ids.ravel(), _rows(gradient))
        table.accumulate(full)

    return Tensor(table.value[ids], (table,), backward)


def rms_norm(x, gain):
    """(..., d)：除以均方根，再乘 gain（Zhang 与 Sennrich 2019）。"""
    scale = 1 / np.sqrt((x.value**2).mean(-1, keepdims=True) + x.value.dtype.type(1e-5))
    normed = x.value * scale

    def backward(gradient):
        gain.accumulate(_rows(gradient * normed).sum(0))
        gradient = gradient * gain.value
        # 均方根也随 x 变：沿 x 方向的那份梯度改不了归一化之后的值，要减掉
        x.accumulate(scale * (gradient - normed * (gradient * normed).mean(-1, keepdims=True)))

    return Tensor(normed * gain.value, (x, gain), backward)


def softmax(x):
    """最后一轴的 softmax，输入输出都是 NumPy 数组。"""
    e = x - x.max(-1, keepdims=True)
    np.exp(e, out=e)  # 大数组就地改：另开一份的工夫与算一遍差不多
    e /= e.sum(-1, keepdims=True)
    return e


def rotate(x, positions, frequencies):
    """旋转位置编码（RoFormer 2021）：(..., T, d) 的前半与后半两两成对，第 i 对转 position * frequencies[i] 弧度。"""
    angle = positions[:, None] * frequencies
    cos, sin = np.cos(angle).astype(x.dtype), np.sin(angle).astype(x.dtype)
    half = x.shape[-1] // 2
    # (a, b) 转成 (a cos - b sin, b cos + a sin)：前后对调的那份乘正弦，前半取负
    turned = np.concatenate([x[..., half:], x[..., :half]], -1)
    turned *= np.concatenate([-sin, sin], -1)
    out = x * np.concatenate([cos, cos], -1)
    out += turned
    return out


def attention(q, k, v, heads, frequencies):
    """因果多头注意力，(B, T, d) 三份 -> (B, T, d)。frequencies 见 rope；返回值的 weights 是 (B, h, T, T) 的注意力权重。"""
    batch, time, d = q.value.shape
    at, back = np.arange(time), -np.arange(time)  # 转回去就是转负角
    scale = q.value.dtype.type((d // heads) ** -0.5)
    split = lambda x: x.reshape(batch, time, heads, -1).transpose(0, 2, 1, 3)
    join = lambda x: x.transpose(0, 2, 1, 3).reshape(batch, time, d)
    Q, K, V = rotate(split(q.value), at, frequencies), rotate(split(k.value), at, frequencies), split(v.value)
    scores = Q @ K.swapaxes(-1, -2)
    scores *= scale
    scores += causal_mask(time, Q.dtype)
    weights = softmax(scores)

    def backward(gradient):
        gradient = split(gradient)
        # softmax 的反向：每行减去按权重的平均，因为权重之和恒为一
        d_weights = gradient @ V.swapaxes(-1, -2)
        d_scores = d_weights - (d_weights * weights).sum(-1, keepdims=True)
        d_scores *= weights
        d_scores *= scale
        q.accumulate(join(rotate(d_scores @ K, back, frequencies)))
        k.accumulate(join(rotate(d_scores.swapaxes(-1, -2) @ Q, back, frequencies)))
        v.accumulate(join(weights.swapaxes(-1, -2) @ gradient))

    out = Tensor(join(weights @ V), (q, k, v), backward)
    out.weights = weights
    return out


def causal_mask(time, dtype):
    """(T, T)：右边是一个很大的负数，加到分数上，softmax 之后就是零。"""
    return np.triu(np.full((time, time), -1e9, dtype), 1)


def log_probability(logits, target):
    """(B, T, V), (B, T) 编号 -> (B, T)：目标词元的对数概率，奈特。"""
    e = logits.value - logits.value.max(-1, keepdims=True)  # 免得指数溢出
    index = (*np.indices(target.shape, sparse=True), target)
    z = e[index]
    np.exp(e, out=e)
    total = e.sum(-1, keepdims=True)

    def backward(gradient):
        # 对 logits 的导数是「目标处为一」减去概率
        full = e * (-gradient[..., None] / total)
        full[index] += gradient
        logits.accumulate(full)

    return Tensor(z - np.log(total[..., 0]), (logits,), backward)
