"""一列大四十倍的权重，把整行的刻度撑粗：四种救法各救回多少。离群值是手造的；对照是没有离群值的同一张矩阵。"""

import numpy as np

rng = np.random.default_rng(0)
plain = rng.normal(size=(256, 256)).astype(np.float32)
others = np.arange(len(plain.T)) != 7  # 离群的那一列之外
SPIKE = 40  # 离群的一列大几倍
spiked = np.where(others, plain, SPIKE * plain)
inputs = rng.normal(size=(512, 256)).astype(np.float32)
FOUR, EIGHT = 4, 8


def squeeze(matrix, bits, group):
    """每 group 列共用一个刻度，压了再放回来。"""
    levels = 2 ** (bits - 1) - 1
    blocks = matrix.reshape(len(matrix), matrix.shape[1] // group, group)
    scale = np.abs(blocks).max(-1, keepdims=True) / levels
    return (np.rint(blocks / scale) * scale).reshape(matrix.shape)


def off(matrix, squeezed):
    """输出差了几成：离群的那一列不算（它自己总是准的），只看别的列出的力。"""
    exact = inputs[:, others] @ matrix[:, others].T
    return np.linalg.norm(inputs[:, others] @ (squeezed - matrix)[:, others].T) / np.linalg.norm(exact)


def whole_off(matrix, squeezed):
    """整个输出差了几成，离群的那一列也算：它出的力大，会把别的列的错遮住。"""
    exact = inputs @ matrix.T
    return np.linalg.norm(inputs @ (squeezed - matrix).T) / np.linalg.norm(exact)


def coarser(times):
    """一列大 times 倍，整行一组的刻度平均粗几倍。"""
    widest = lambda m: np.abs(m).max(-1)
    return (widest(np.where(others, plain, times * plain)) / widest(plain)).mean()


def keep_column(matrix, bits, group):
    """那一列单独按原样存，别的照压。"""
    return np.where(others, squeeze(np.where(others, matrix, False), bits, group), matrix)


whole = len(plain.T)
METHODS = {
    "四位，整行一组": lambda m: squeeze(m, FOUR, whole),
    "四位，128 个一组": lambda m: squeeze(m, FOUR, 128),
    "四位，16 个一组": lambda m: squeeze(m, FOUR, 16),
    "四位，那一列单独存": lambda m: keep_column(m, FOUR, whole),
    "八位，整行一组": lambda m: squeeze(m, EIGHT, whole),
}
found = {name: (off(plain, squeezer(plain)), off(spiked, squeezer(spiked))) for name, squeezer in METHODS.items()}
print("没有离群｜有离群")
for name, (without, with_it) in found.items():
    print(f"{without:.3f}｜{with_it:.3f}　{name}")
row, wide, narrow, kept, eight = found.values()
total = {name: whole_off(spiked, squeezer(spiked)) for name, squeezer in METHODS.items()}
print("离群的那一列也算，整个输出：", "｜".join(f"{off:.3f}" for off in total.values()))
print(f"coarser={coarser(SPIKE):.1f} 倍")
print(f"whole={total['四位，整行一组']:.2f}")
print(f"plain={row[0]:.2f}")
print(f"spiked={row[1]:.2f}")
print(f"grouped={narrow[1]:.2f}")
print(f"grouped_plain={narrow[0]:.2f}")
print(f"kept={kept[1]:.2f}")
print(f"eight={eight[1]:.2f}")
