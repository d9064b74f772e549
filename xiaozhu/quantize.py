"""对称整数量化：矩阵的每一行（或行里的每一组）共用一个刻度，数记成刻度的整数倍。"""

import math

import numpy as np

BITS = (8, 4, 2)
_SCALE = np.float16
_SCALE_BYTES = np.dtype(_SCALE).itemsize


def quantize(matrix, bits, group=None):
    """(行, 列) -> (整数 (行, 列) int8, 刻度 (行, 列 / group) float16)。

    bits 取 8、4、2，整数在 ±(2**(bits-1) - 1) 之间：对称，所以零还是零，两位只有 -1、0、1 三档。
    每 group 列共用一个刻度，缺省整行一个。不论几位，整数都放在 int8 里，打包留给存盘的人。
    异常：ValueError，位数不对、列数不能被 group 整除、或有数大得（或不是数）刻度放不下。
    出处：按通道的对称量化见 Krishnamoorthi 2018（arXiv:1806.08342），分组见 Frantar 等 2022（GPTQ，arXiv:2210.17323）。
    """
    rows, columns = matrix.shape
    group = columns if group is None else group
    if bits not in BITS:
        raise ValueError(f"位数只能是 {'、'.join(map(str, BITS))}，给的是 {bits}")
    if group < 1 or columns % group:
        raise ValueError(f"一行 {columns} 列，不能按每组 {group} 列整分")
    levels = 2 ** (bits - 1) - 1
    grouped = matrix.reshape(rows, -1, group)
    exact = np.abs(grouped).max(-1) / levels
    if not (exact <= np.finfo(_SCALE).max).all():  # 这样写，NaN 也拦得住
        raise ValueError("矩阵里有太大的数、无穷或 NaN，刻度放不进 float16")
    scale = exact.astype(_SCALE)
    # 刻度只往大里舍入：舍小了，组里最大的数会超出 levels 档
    scale = np.where(scale < exact, np.nextafter(scale, _SCALE(np.inf)), scale)
    scale[scale == 0] = 1  # 全零的组，取什么刻度都一样
    integers = np.rint(grouped / scale[..., None].astype(matrix.dtype)).astype(np.int8)
    return integers.reshape(rows, columns), scale


def dequantize(integers, scale):
    """quantize 的两样产物 -> (行, 列) float32。与原矩阵逐个相差不超过半个刻度。"""
    group = integers.shape[1] // scale.shape[1]
    return integers * np.repeat(scale.astype(np.float32), group, axis=1)


def quantize_model(model, bits, group=None):
    """返回 (新 Model, 字节数)：新模型的参数是量化又还原的；字节数是照此存盘的大小，不含文件头。

    刻度按输出通道取：词嵌入一行一个词元，其余矩阵是 (进, 出)，先转置。归一化的增益不量化，存成 float16。
    字节数：整数 bits / 8，刻度与增益各 2。异常同 quantize。
    """
    model, size = model.copy(), 0
    for name, tensor in model.parameters.items():
        value = tensor.value
        if value.ndim == 1:
            tensor.value = value.astype(np.float16).astype(value.dtype)
            size += 2 * value.size
            continue
        turned = name != "embed"
        integers, scale = quantize(value.T if turned else value, bits, group)
        restored = dequantize(integers, scale).astype(value.dtype)
        tensor.value = np.ascontiguousarray(restored.T) if turned else restored
        size += math.ceil(integers.size * bits / 8) + _SCALE_BYTES * scale.size
    return model, size
