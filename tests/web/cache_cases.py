"""<soul-cache>：两列账照书里的片段与实验册算；各层键与值变了多少，用真的小铸、按 xiaozhu_prefix.py 的数法算。"""

import contextlib
import io

import numpy as np

from bookkit import ROOT, hooks
from tests.xiaozhu.browser_model import restored
from xiaozhu import checkpoint
from xiaozhu.autograd import rotate
from xiaozhu.chat import text_prompt
from xiaozhu.experiments import result

LEDGERS = [(1, 1), (1, 16), (9, 24), (12, 1), (0, 5), (7, 0)]
REQUESTS = [
    ("明天成都下雨，出门记得打伞。小明住在苏州", "明天北京下雨，出门记得打伞。小明住在苏州"),
    ("明天成都下雨，出门记得打伞。小明住在苏州", "明天成都下雨，出门记得打伞。小明住在昆明"),
    ("明天成都下雨，出门记得打伞。小明住在苏州", "我记得明天成都下雨，出门记得打伞。小明住在苏州"),
    ("明天成都下雨，出门记得打伞。小明住在苏州", "明天成都下雨，出门记得打伞。"),
    ("明天成都下雨", "明天成都下雨"),
    ("成都成都", "成都成都成都"),
    ("", "北京"),
]
MIDDLES = [("甲乙丙", "甲丁丙"), ("甲乙丙", "甲丙"), ("甲丙", "甲乙丁丙"), ("甲甲", "甲甲甲"), ("甲", "乙"), ("", "甲"), ("甲", ""), ("", ""), ("甲乙", "甲乙")]  # fmt: skip


def cases():
    base, tokenizer = checkpoint.load("pretrain")
    file = hooks.models()["pretrain"]
    model = restored(base, file)
    deaf = model.copy()
    deaf.parameters["0.o"].value[:] = 0
    recorded = {key: values[0] for key, values in result("kv_cache").items()}
    return {
        "file": file,
        "config": base.config.asdict(),
        "ledgers": [{"prompt": p, "written": w, "rows": ledger(base, p, w)} for p, w in LEDGERS],
        "recorded": {n: [recorded[f"recomputed_{n}"], recorded[f"cached_{n}"]] for n in (16, 64, 256)},
        "requests": [request(model, deaf, tokenizer, *texts) for texts in REQUESTS],
        "middles": [[old, fresh, prefix(old, fresh)] for old, fresh in MIDDLES],
    }


def snippet():
    """two_caches.py 里的 read，每个词元算一次、不算看前面的：它数的就是词元。"""
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec((ROOT / "snippets/kv-cache/two_caches.py").read_text("utf-8"), names)
    names |= {"PARAMETERS": 1, "LAYERS": 0}
    return names["read"]


def ledger(model, prompt, written):
    """每一步与累计读了几个词元；累计的乘加照各矩阵真的形状数。"""
    read, rows = snippet(), []
    for i in range(1, written + 1):
        again = [(0, prompt + t) for t in range(1, i + 1)]
        cached = [(prompt + t - 1 if t > 1 else 0, prompt + t) for t in range(1, i + 1)]
        columns = {"again": again, "cached": cached}
        rows.append({name: {"read": read(*spans[-1]), "total": sum(read(*span) for span in spans), "work": sum(work(model, *span) for span in spans)} for name, spans in columns.items()})  # fmt: skip
    return rows


def work(model, first, last):
    """一个词元一个词元地数：每层的每个矩阵过一遍，看前面每一个的键与值；末了过一遍输出层。"""
    shapes = {name: tensor.value.shape for name, tensor in model.parameters.items() if tensor.value.ndim > 1}
    embedding = np.prod(shapes.pop("embed"))
    matrices = sum(np.prod(shape) for shape in shapes.values())
    looked = sum(range(first + 1, last + 1)) * model.config.layers * (model.config.d + model.config.d)
    return int((last - first) * matrices + looked + embedding)


def prefix(old, fresh):
    return next((i for i, (a, b) in enumerate(zip(old, fresh)) if a != b), min(len(old), len(fresh)))


def request(model, deaf, tokenizer, old_text, fresh_text):
    old, fresh = text_prompt(tokenizer, old_text), text_prompt(tokenizer, fresh_text)
    same = prefix(old, fresh)
    tail = prefix(*(ids[same:][::-1] for ids in (old, fresh)))
    rows = [(i, i) for i in range(same)] + [(len(old) - t, len(fresh) - t) for t in range(tail, 0, -1)]
    return {
        "old": old_text, "fresh": fresh_text, "prefix": same, "rows": rows,
        "change": measured(model, old, fresh, rows), "deaf": measured(deaf, old, fresh, rows),
    }  # fmt: skip


def measured(model, old, fresh, rows):
    """{键或值: 每层每对词元变了几成}：差的长度除以原来的长度，与 xiaozhu_prefix.py 的 change 同式，只是一句一句、一位一位地看。"""
    before, after = (caches(model, np.array([ids])) for ids in (old, fresh))
    norm = lambda x: float(np.sqrt((x**2).sum()))
    change = lambda a, b, i, j: norm(a[0, :, i] - b[0, :, j]) / norm(a[0, :, i])
    kinds = enumerate(("keys", "plain", "values"))
    layers = list(zip(before, after, strict=True))
    return {kind: [[change(a[which], b[which], i, j) for i, j in rows] for a, b in layers] for which, kind in kinds}


def caches(model, ids):
    """每层 (转过的键, 没转过的键, 值)，各 (1, 头, T, 宽)。"""
    cache, at = [], np.arange(ids.shape[1])
    model.step(ids, cache)
    return [(k, rotate(k, -at, model.frequencies), v) for k, v in cache]
