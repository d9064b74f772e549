"""导出：模型与分词器写成一个 JSON，浏览器里的 web/xiaozhu.mjs 读它。

    {
      "bits": 8,                                   矩阵的每个数几位：32、16 或 8
      "config": {"vocabulary": 540, "d": 64, …},   Config 的各项
      "characters": "一万三…",                      词表里的单字，排在三个标记之后
      "merges": [["上", "海"], …],                  各次合并，先学的在前；并成的词元排在单字之后
      "weights": {"embed": "…", "0.norm1": "…", …}  名字同 Model.parameters，值是 base64，小端
    }

形状由 config 定，不另写。矩阵一律 (出, 进)，一行是一个输出通道，词嵌入一行是一个词元。
32 位是 float32，16 位是 float16；8 位先是每行一个 float32 刻度，再是 int8，数等于整数乘本行的刻度。
归一化的增益不论几位都是 float32；LoRA 的旁路已并进主矩阵。
"""

import base64
import json
from dataclasses import asdict

import numpy as np

from xiaozhu.autograd import Tensor
from xiaozhu.model import Model
from xiaozhu.quantize import quantize
from xiaozhu.sft import is_lora
from xiaozhu.tokenizer import SPECIAL

BITS = (32, 16, 8)
_FLOAT = {32: "<f4", 16: "<f2"}


def export(model, tokenizer, bits=8):
    """模型与分词器 -> JSON 字符串，格式见本文件开头。

    异常：ValueError，位数不对、词表与模型对不上、有解码器以外的参数（如奖励模型的头）、或有数放不下。
    """
    if bits not in BITS:
        raise ValueError(f"位数只能是 {'、'.join(map(str, BITS))}，给的是 {bits}")
    if len(tokenizer.vocabulary) != model.config.vocabulary:
        raise ValueError(f"分词器有 {len(tokenizer.vocabulary)} 个词元，模型的词表却是 {model.config.vocabulary}")
    parameters = merge_lora(model).parameters
    if extra := parameters.keys() - Model.initialize(model.config, 0).parameters.keys():
        raise ValueError(f"浏览器里用不上参数 {'、'.join(sorted(extra))}：只导出解码器")
    weights = {name: base64.b64encode(_pack(name, tensor.value, bits)).decode() for name, tensor in parameters.items()}
    about = {
        "bits": bits,
        "config": asdict(model.config),
        "characters": "".join(tokenizer.vocabulary[len(SPECIAL) : len(tokenizer.vocabulary) - len(tokenizer.merges)]),
        "merges": tokenizer.merges,
    }
    return json.dumps(about | {"weights": weights}, ensure_ascii=False, separators=(",", ":"))


def merge_lora(model):
    """把每条 LoRA 旁路并进它的主矩阵：W + A @ B。返回新模型，没有旁路的原样复制。"""
    p = model.copy().parameters
    for name in [name for name in p if f"{name}.A" in p]:
        p[name] = Tensor(p[name].value + p[f"{name}.A"].value @ p[f"{name}.B"].value)
    return Model(model.config, {name: tensor for name, tensor in p.items() if not is_lora(name)})


def _pack(name, value, bits):
    """一个参数 -> 字节：矩阵 (进, 出) 转成 (出, 进)，词嵌入 (V, d) 本来就是。"""
    gain = value.ndim == 1
    rows = value if gain or name == "embed" else value.T
    if bits == 8 and not gain:
        integers, scale = quantize(rows, 8)
        return scale.astype("<f4").tobytes() + integers.tobytes()
    with np.errstate(over="ignore"):  # 放不下的变成无穷，下一行报
        stored = rows.astype(_FLOAT[32 if gain else bits])
    if not np.isfinite(stored).all():
        raise ValueError(f"参数 {name} 里有太大的数、无穷或 NaN，放不进 {bits} 位")
    return stored.tobytes()
