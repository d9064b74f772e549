"""梯度连乘：循环网络里，开头的词对后面的影响，要一步步乘着系数传回来。"""

from math import prod, tanh


def influence(weight, steps, start=0.5):
    """h 每步变成 tanh(weight * h)。返回 d h_末 / d h_始：每步的导数 weight * (1 - h**2) 连乘。"""
    h, slopes = start, []
    for _ in range(steps):
        h = tanh(weight * h)
        slopes.append(weight * (1 - h * h))
    return prod(slopes)


near, far = 10, 100
small, large, gate = 0.9, 1.5, 0.99
for weight in (small, gate, 1.0, 1.1, large):
    left = influence(weight, near), influence(weight, far)
    print(f"系数 {weight}：隔 {near} 步剩 {left[0]:.0e}，隔 {far} 步剩 {left[1]:.0e}")

linear = 1.1**far  # 去掉 tanh，系数大于一，就往另一头走
kept = gate**far  # 门控：旧的状态原样留下这么多，再加新的；不过 tanh
print(f"不过 tanh：系数 {small} 隔 {far} 步剩 {small**far:.0e}，系数 {gate} 剩 {kept:.2f}")
print(f"{near=}")
print(f"{far=}")
print(f"{small=}")
print(f"{large=}")
print(f"{gate=}")
print(f"decay_near={influence(small, near):.2f}")
print(f"decay_far={influence(small, far):.5f}")
print(f"saturated={influence(large, near):.4f}")
print(f"each_step={influence(large, far) ** (1 / far):.2f}")  # 每步平均剩多少
print(f"{linear=:.0f}")
print(f"{kept=:.5f}")
print(f"squashed={influence(gate, far):.3f}")  # 对照：同样的系数，过 tanh
print(f"small_open={small**far:.5f}")  # 对照：系数小，不过 tanh
