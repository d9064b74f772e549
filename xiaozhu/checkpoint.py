"""检查点：参数、分词器与来历存成一个 .npz；清单记着每个文件的校验和，坏了、缺了、过期了都说得出来。"""

import hashlib
import io
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from xiaozhu import origin
from xiaozhu.autograd import Tensor
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import SPECIAL, Tokenizer

FOLDER = Path(__file__).parent / "checkpoints"
AGAIN = "运行 python -m xiaozhu.forge 重铸"


class CheckpointError(Exception):
    """检查点坏了、缺了，或与源码对不上。"""


# —— 产物与字节 ——


def pack(product):
    """一个阶段的产物 -> 字节。(模型, 分词器) 是 .npz；列表是 .json，一行一条，改了哪条 diff 里看得见。"""
    if isinstance(product, list):
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in product)
        return f"[\n{rows}\n]\n".encode()
    model, tokenizer = product
    about = {
        "config": asdict(model.config),
        "characters": tokenizer.vocabulary[len(SPECIAL) : len(tokenizer.vocabulary) - len(tokenizer.merges)],
        "merges": tokenizer.merges,
    }
    buffer = io.BytesIO()
    arrays = {k: t.value for k, t in model.parameters.items()}
    np.savez(buffer, __about__=np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8), **arrays)
    return buffer.getvalue()


def unpack(data):
    """pack 的字节 -> 产物。"""
    if data[:1] == b"[":
        return json.loads(data)
    with np.load(io.BytesIO(data)) as arrays:
        about = json.loads(arrays["__about__"].tobytes())
        parameters = {k: Tensor(arrays[k]) for k in arrays.files if k != "__about__"}
    return Model(Config(**about["config"]), parameters), Tokenizer(about["characters"], about["merges"])


# —— 从文件夹里读 ——


def manifest(folder=FOLDER):
    """清单 {阶段: {file, sha256, source, seed, ...}}，没有则为空。"""
    path = folder / "manifest.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def read(stage, folder=FOLDER):
    """某阶段产物的字节，核对过校验和与上一阶段。异常：CheckpointError，一行说清缺了、坏了还是过期了。"""
    book = manifest(folder)
    entry = book.get(stage)
    path = folder / (entry["file"] if entry else f"{stage}.npz")
    if entry is None or not path.exists():
        raise CheckpointError(f"缺检查点 {path.name}：{AGAIN}")
    data = path.read_bytes()
    if len(data) != entry["bytes"]:
        raise CheckpointError(f"检查点 {path.name} 残缺：应有 {entry['bytes']} 字节，实有 {len(data)}；{AGAIN}")
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise CheckpointError(f"检查点 {path.name} 的内容变了，校验和对不上；{AGAIN}")
    for need, digest in entry["inputs"].items():  # 上一阶段重铸过，这一份就配不上它了：分词器都可能不同
        if need in book and book[need]["sha256"] != digest:
            raise CheckpointError(f"检查点 {path.name} 由旧的 {need} 铸成，{need} 已经换了；{AGAIN}")
    return data


def load(stage, folder=FOLDER):
    """读某阶段的产物，多半是 (模型, 分词器)。异常：同 read。"""
    return unpack(read(stage, folder))


def source(name, inputs):
    """模块 name 的源码摘要。用到检查点的，连模型与分词器一起算：取来的就是它们，不必 import 也用得上。"""
    return origin.digest(name, *([Model.__module__, Tokenizer.__module__] if inputs else []))


class Made:
    """一个文件夹里铸好的产物，made[阶段] 当场去读。给了 allowed，就只许取这几个。

    阶段与实验都从这里取料：取了没写进 INPUTS 的，来历里就没有它，它重铸了也不会有人知道，所以不给。
    """

    def __init__(self, folder=FOLDER, allowed=None):
        self.folder, self.allowed = folder, allowed

    def __getitem__(self, stage):
        if self.allowed is not None and stage not in self.allowed:
            raise KeyError(f"用到了 {stage}，却没写进 INPUTS")
        return load(stage, self.folder)
