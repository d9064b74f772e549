"""小铸压到四位，分组有没有用？只压一次看不出：刻度碰巧大一点小一点，损失就晃。刻度随机放大一点点，多压几次取平均。"""

import numpy as np

from xiaozhu import checkpoint, train, world
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(200, 5)]
loss = lambda m: train.negative_log_likelihood(m, texts).mean()
rng, TIMES, LEVELS, STRETCH = np.random.default_rng(0), 16, 7, 1.1  # 四位有正负各七档；刻度至多放大一成


def squeeze(group):
    """每 group 个权重一个刻度，刻度随机放大一点：(每篇多几奈特, 权重的相对误差, KiB)。"""
    copy, errors, wholes, sizes = model.copy(), [], [], []
    for name, tensor in copy.parameters.items():
        if "norm" in name:
            continue
        rows = tensor.value if name == "embed" else tensor.value.T
        width = group or len(rows.T)
        blocks = rows.reshape(rows.size // width, width)
        scale = np.abs(blocks).max(-1, keepdims=True) / LEVELS
        scale *= rng.uniform(1, STRETCH, scale.shape)
        back = (np.rint(blocks / scale) * scale).astype(rows.dtype).reshape(rows.shape)
        errors.append(((back - rows) ** 2).sum())
        wholes.append((rows**2).sum())
        sizes.append(rows.size / 2 + 2 * scale.size)
        tensor.value = np.ascontiguousarray(back if name == "embed" else back.T)
    return loss(copy) - before, (sum(errors) / sum(wholes)) ** 0.5, sum(sizes) / 1024


before, found = loss(model), {}
for group, label in ((None, "整行一组"), (32, "每 32 个一组"), (16, "每 16 个一组"), (8, "每 8 个一组")):
    cost, off, size = np.transpose([squeeze(group) for _ in range(TIMES)])
    found[group] = cost.mean(), cost.std() / TIMES**0.5, cost.std(), off.mean(), size.mean()
    mean, error, swing, off, size = found[group]
    print(f"{label}：{size:.0f} KiB，权重差 {off:.3f}，每篇多 {mean:.3f}±{error:.3f} 奈特；单压一次晃 {swing:.3f}")
row, _, fine, _ = found.values()
print(f"row={row[0]:.2f}")
print(f"grouped={fine[0]:.2f}")
print(f"error={row[1]:.3f}")
print(f"swing={row[2]:.2f}")
print(f"row_off={row[3]:.2f}")
print(f"grouped_off={fine[3]:.2f}")
