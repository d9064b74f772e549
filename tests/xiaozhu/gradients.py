"""解析梯度与数值梯度对照。"""


def gradient_error(parameters, loss, rng, step=1e-6):
    """解析梯度与数值梯度的最大相对误差：每个参数抽三处。"""
    value = loss()
    value.backward()
    worst = 0.0
    for tensor in parameters:
        gradient = tensor.grad
        for _ in range(3):
            at = tuple(rng.integers(n) for n in tensor.value.shape)
            old = tensor.value[at]
            tensor.value[at] = old + step
            up = float(loss().value)
            tensor.value[at] = old - step
            down = float(loss().value)
            tensor.value[at] = old
            numeric = (up - down) / (2 * step)
            worst = max(worst, abs(numeric - gradient[at]) / (1e-6 + abs(numeric)))
    return worst
