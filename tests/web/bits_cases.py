"""<soul-bits>：浏览器里的小铸压到 8、4、3、2 位，Python 算出的前五名、贪心续写与体积；还有手造的矩阵。"""

from functools import lru_cache
from unittest import mock

import numpy as np
import pytest

from bookkit import hooks
from tests.web.chat_cases import reply
from tests.xiaozhu.browser_model import restored
from xiaozhu import checkpoint, quantize

BITS = (8, 4, 3, 2)  # 书里的 quantize 只许 8、4、2；算法对三位一样，这里放行
ASKS = [("text", "今天来成都出差了。"), ("text", ""), ("ask", "成都有啥必去的地方啊"), ("ask", "南京和武汉谁更靠东")]
REFUSED = (1, 0, -4, 2.5, 5, 16, "四")
DIFFERENCES = [("", ""), ("甲", ""), ("", "甲"), ("我在喝咖啡。", "我在拍照片。"), ("甲乙丙丁", "乙丙丁"), ("乙丙丁", "甲乙丙丁"),
               ("甲乙甲乙丙", "乙甲丙乙"), ("甲甲乙", "乙甲甲"), ("甲乙丙", "丁戊"), ("这里的风景很美。", "这里风景的很美黑。")]  # fmt: skip


def cases():
    """files 是导出的模型；squeezed 是 {阶段: [各位数下的体积与一问一答]}；别的是手造的。"""
    base, tokenizer = checkpoint.load("pretrain")
    files = {name: hooks.models()[name] for name in ("pretrain", "sft")}
    with mock.patch.object(quantize, "BITS", BITS):
        return {
            "files": files,
            "squeezed": {name: squeezed(restored(base, file), tokenizer) for name, file in files.items()},
            "matrices": [{"matrix": m.tolist(), "bits": bits, **pair(m, bits)} for m in matrices() for bits in BITS],
            "edges": [{"matrix": m.tolist(), "bits": bits, **pair(m, bits)} for m, bits in edges()],
            "halves": [[x, float(np.float16(x))] for x in numbers()],
            "refused": [{"bits": bits, "said": refusal(np.ones((1, 2)), bits)} for bits in REFUSED],
            "tooLarge": [{"value": v, "said": refusal(np.array([[0, float(v)]]), 4)} for v in ("inf", "nan", "458529", "-1e9")],
            "differences": [[before, after, common(before, after)] for before, after in DIFFERENCES],
        }  # fmt: skip


def squeezed(model, tokenizer):
    rows = []
    for bits in BITS:
        smaller, size = quantize.quantize_model(model, bits)
        replies = [reply(smaller, tokenizer, *ask) for ask in ASKS]
        rows.append({"bits": bits, "total": size, "single": 4 * model.size, "replies": replies})
    return rows


def pair(matrix, bits):
    with np.errstate(over="ignore"):  # 刻度正好是最大的 float16 时，NumPy 顺手算了它的下一个
        integers, scale = quantize.quantize(matrix, bits)
    return {
        "integers": integers.tolist(),
        "scale": scale[:, 0].astype(float).tolist(),
        "restored": quantize.dequantize(integers, scale).astype(float).tolist(),
    }


def matrices():
    """各行大小悬殊，有全零的，也有刻度小到 float16 的间隔不再变的；最末一个的各数正好夹在两档中间。"""
    rng = np.random.default_rng(0)
    sizes = [[1], [100], [1e-3], [1e-6], [3e-8], [0], [3], [1e4]]
    yield (rng.standard_normal((8, 24)) * sizes).astype(np.float32).astype(float)
    yield np.array([[127.0, 0.5, 1.5, -0.5, -1.5, 2.5, -2.5, 63.5]])


def edges():
    """(矩阵, 位数)：正好在两档中间的、刻度正好是二的幂或 float16 里最大的那个。"""
    for bits in BITS:
        levels = 2 ** (bits - 1) - 1
        middle = [m + 0.5 for m in range(-levels, levels)]
        yield np.array([[levels, *middle]], float), bits
        yield np.array([[levels * 2.0**power, -(2.0**power) / 2] for power in (-24, -15, -14, -13, 0, 3, 15)]), bits
        yield np.array([[levels * 65504.0, 1.0]]), bits


def numbers():
    """要舍成 float16 的数：正负、零、正好夹在两个中间的、很小的、挨着二的幂的。"""
    rng = np.random.default_rng(1)
    ties = [1 + n * 2.0**-11 for n in range(1, 6)] + [n * 2.0**-25 for n in range(8)]
    powers = [2.0**p * (1 + s * 2.0**-12) for p in range(-16, 4) for s in (-1, 0, 1)]
    values = [0.0, *ties, *powers, *rng.standard_normal(50), *(rng.standard_normal(50) * 1e-5)]
    return [float(sign * v) for v in values for sign in (1, -1)]


def refusal(matrix, bits):
    with pytest.raises(ValueError) as caught:
        quantize.quantize(matrix, bits)
    return str(caught.value)


def common(before, after):
    """最长的公共子序列多长，照定义递归地算。"""

    @lru_cache(None)
    def longest(i, j):
        if not (i and j):
            return 0
        skipped = max(longest(i - 1, j), longest(i, j - 1))
        return max(skipped, longest(i - 1, j - 1) + 1) if before[i - 1] == after[j - 1] else skipped

    return longest(len(before), len(after))
