"""规模法则靠不靠得住：拿掉最小的、最大的、最少数据的一档重新拟合，指数变多少。"""

import numpy as np

from xiaozhu import scaling
from xiaozhu.experiments import SEEDS, result

measured = result("scaling_law")
grid = {tuple(map(int, key.split("_n")[1].split("_"))): key for key in measured if key.startswith("loss_")}
sizes, data = (np.array(column, float) for column in zip(*grid))
smallest, largest, least = sizes.min(), sizes.max(), data.min()
KEPT = {
    "全部": np.full(len(sizes), True),
    "去掉最小的模型": sizes > smallest,
    "去掉最小的两个": sizes > sorted(set(sizes))[1],
    "去掉最大的模型": sizes < largest,
    "去掉数据最少的": data > least,
}


def refit(kept):
    """每个种子一份 (E, A, a, B, b)，只用 kept 的格子。"""
    losses = [np.array([measured[key][seed] for key in grid.values()]) for seed in SEEDS]
    return [scaling.fit(sizes[kept], data[kept], loss[kept]) for loss in losses]


def ends(values):
    return f"{min(values):.2f}–{max(values):.2f}"


fits = {name: refit(kept) for name, kept in KEPT.items()}
for name, found in fits.items():
    print(
        f"{name}：地板 {ends([f[0] for f in found])}　参数的指数 {ends([f[2] for f in found])}　数据的指数 {ends([f[4] for f in found])}"
    )
two = fits.pop("去掉最小的两个")
every = [f for found in fits.values() for f in found]
print(f"floor={ends([f[0] for f in every])}")
print(f"size={ends([f[2] for f in every])}")
print(f"data={ends([f[4] for f in every])}")
print(f"size_two={ends([f[2] for f in two])}")
print(f"floor_two={max(f[0] for f in two):.2f}")
