"""量化：往返误差、字节数，以及位数与分组各换来什么。"""

import numpy as np
import pytest

from xiaozhu import sft
from xiaozhu.autograd import softmax
from xiaozhu.model import Config, Model
from xiaozhu.quantize import BITS, dequantize, quantize, quantize_model

SMALL = Config(20, d=16, layers=2, heads=2, ffn=24)


@pytest.fixture
def matrix():
    """各行大小悬殊，还有全零的一行：刻度要一行一行地取。"""
    rng = np.random.default_rng(0)
    return (rng.standard_normal((6, 24)) * [[1], [100], [1e-3], [1e-6], [0], [3]]).astype(np.float32)


def divergence(model, other, ids):
    """逐词元的 KL(model, other)，奈特，取平均。"""
    log_p, log_q = (np.log(softmax(m(ids).value.astype(np.float64))) for m in (model, other))
    return float((np.exp(log_p) * (log_p - log_q)).sum(-1).mean())


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("group", [None, 8, 1])
def test_the_round_trip_is_within_half_a_step(matrix, bits, group):
    integers, scale = quantize(matrix, bits, group)
    assert integers.dtype == np.int8 and integers.shape == matrix.shape
    assert scale.dtype == np.float16 and scale.shape == (6, 24 // (group or 24))
    assert np.abs(integers).max() <= 2 ** (bits - 1) - 1
    half = np.repeat(scale.astype(np.float64), group or 24, axis=1) / 2
    assert (np.abs(dequantize(integers, scale) - matrix.astype(np.float64)) <= half * (1 + 1e-5)).all()


def test_by_hand():
    integers, scale = quantize(np.array([[7.0, -3.4, 0.5, 0.25]]), 4)
    assert integers.tolist() == [[7, -3, 0, 0]] and scale.tolist() == [[1]]
    integers, scale = quantize(np.array([[7.0, -3.4, 0.5, 0.25]]), 4, group=2)
    assert integers.tolist() == [[7, -3, 7, 3]] and scale[0] == pytest.approx([1, 0.5 / 7], rel=1e-3)


@pytest.mark.parametrize("bits", BITS)
def test_groups_are_no_worse_than_whole_rows(matrix, bits):
    (whole, wide), (parts, narrow) = quantize(matrix, bits), quantize(matrix, bits, group=8)
    assert (narrow <= wide).all()  # 刻度是上界，逐组都不会变大
    error = lambda *quantized: np.square(dequantize(*quantized) - matrix).sum()
    assert error(parts, narrow) <= error(whole, wide)


def test_fewer_bits_lose_more_and_eight_lose_almost_nothing():
    model = Model.initialize(SMALL, 0, std=0.3)
    ids = np.random.default_rng(0).integers(20, size=(8, 16))
    eight, four, two = (divergence(model, quantize_model(model, bits)[0], ids) for bits in BITS)
    assert eight < 2e-3 < four < two
    assert divergence(model, quantize_model(model, 4, group=8)[0], ids) < four


@pytest.mark.parametrize("bits, group", [(8, None), (4, None), (2, None), (4, 8)])
def test_bytes_by_hand(bits, group):
    _, size = quantize_model(Model.initialize(SMALL, 0), bits, group)
    weights = 20 * 16 + 2 * (4 * 16 * 16 + 3 * 16 * 24)
    # 输出通道数：词嵌入 20；每层四个 16，gate 与 up 各 24，down 16（它的一行有 24 个输入）
    rows_of_16, rows_of_24 = 20 + 2 * (4 * 16 + 2 * 24), 2 * 16
    scales = rows_of_16 + rows_of_24 if group is None else rows_of_16 * 16 // group + rows_of_24 * 24 // group
    gains = 5 * 16
    assert size == weights * bits // 8 + 2 * scales + 2 * gains


def test_each_output_channel_has_its_own_scale():
    """放大一个输出通道，别的通道的误差不该变。"""
    model = Model.initialize(SMALL, 0)
    before = quantize_model(model, 4)[0].parameters
    model.parameters["0.q"].value[:, 3] *= 100
    model.parameters["embed"].value[3] *= 100
    after = quantize_model(model, 4)[0].parameters
    for name, axis in (("0.q", 1), ("embed", 0)):
        others = lambda tensor: np.delete(tensor.value, 3, axis)
        assert np.array_equal(others(before[name]), others(after[name])), name


def test_the_original_is_untouched_and_gains_stay():
    model = sft.add_lora(Model.initialize(SMALL, 0), 2, 0)
    before = model.copy()
    quantized, _ = quantize_model(model, 2)
    assert quantized.parameters.keys() == model.parameters.keys()
    for name, tensor in model.parameters.items():
        assert np.array_equal(tensor.value, before.parameters[name].value), name
        restored = quantized.parameters[name].value
        assert restored.shape == tensor.value.shape and restored.dtype == tensor.value.dtype
        if "norm" in name:
            assert np.array_equal(restored, tensor.value)


@pytest.mark.parametrize(
    "change, said",
    [
        (dict(bits=3), "位数只能是 8、4、2，给的是 3"),
        (dict(group=7), "一行 24 列，不能按每组 7 列整分"),
        (dict(group=0), "一行 24 列，不能按每组 0 列整分"),
        (dict(matrix=np.full((1, 24), np.inf)), "放不进 float16"),
        (dict(matrix=np.full((1, 24), np.nan)), "放不进 float16"),
    ],
)
def test_a_bad_argument_is_one_line(matrix, change, said):
    with pytest.raises(ValueError) as caught:
        quantize(**dict(matrix=matrix, bits=8) | change)
    assert said in str(caught.value) and "\n" not in str(caught.value)
