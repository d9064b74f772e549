"""检查点：参数、分词器与来历存成一个 .npz；清单记着每个文件的校验和，坏了、缺了、过期了都说得出来。"""

import ast
import hashlib
import io
import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np

from xiaozhu.autograd import Tensor
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import SPECIAL, Tokenizer

SOURCE = Path(__file__).parent
FOLDER = SOURCE / "checkpoints"
AGAIN = "运行 python -m xiaozhu.forge 重铸"


class CheckpointError(Exception):
    """检查点坏了、缺了，或与源码对不上。"""


def source_digest(modules):
    """这些模块的源码摘要。只看语法，不看注释与文档串：改一句注释不必重铸。"""
    digest = hashlib.sha256()
    for name in modules:
        tree = ast.parse((SOURCE / f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if (
                isinstance(body, list)
                and body
                and isinstance(body[0], ast.Expr)
                and isinstance(body[0].value, ast.Constant)
            ):
                node.body = body[1:]
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:16]


def write(path, data):
    """先写到旁边再改名：断电也不会留下半个文件。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def pack(model, tokenizer):
    """模型与分词器 -> 字节。"""
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
    """字节 -> (模型, 分词器)。"""
    with np.load(io.BytesIO(data)) as arrays:
        about = json.loads(arrays["__about__"].tobytes())
        parameters = {k: Tensor(arrays[k]) for k in arrays.files if k != "__about__"}
    return Model(Config(**about["config"]), parameters), Tokenizer(about["characters"], about["merges"])


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
    """读某阶段的 (模型, 分词器)。"""
    return unpack(read(stage, folder))
