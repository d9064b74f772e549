"""旋转位置编码的转速，以及把窗口拉长的两种改法。转起来的那一步是 autograd.rotate。

frequencies 是 (d/2,) 的数组：第 i 对坐标每走一个位置转过的弧度，d 是一个头的宽度。
"""

import numpy as np


def frequencies(d, base=10000.0):
    """训练时用的转速 base**(-2i/d)（RoFormer 2021，arXiv:2104.09864）。"""
    return base ** (-np.arange(0, d, 2) / d)


def interpolate(speeds, scale):
    """位置插值（PI，arXiv:2306.15595）：要用到训练长度的 scale 倍，就让每根针慢 scale 倍。"""
    return speeds / scale


def yarn(speeds, scale, trained, slow=1.0, fast=32.0):
    """YaRN 的按圈数分段（arXiv:2309.00071，3.2 节）：训练长度 trained 内转满 fast 圈的针不动，不足 slow 圈的压到底，中间线性过渡。

    论文另给分数乘一个温度；这里没有乘，比的只是分段。
    """
    turns = trained * speeds / (2 * np.pi)
    keep = np.clip((turns - slow) / (fast - slow), 0, 1)
    return speeds * keep + interpolate(speeds, scale) * (1 - keep)
