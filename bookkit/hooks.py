"""MkDocs 的钩子：把 web/ 里的脚本（不含测试）放进站点，连同浏览器里要用的小铸与价目；它们住在 docs/ 之外。
建完再写一份给机器读的文本。

从本机双击打开的页，浏览器不许装载模块、也不许取数据，只认老式的脚本，所以小铸、价目与各模块的源码都另写成脚本。
"""

import functools
import json

from mkdocs.structure.files import File

from bookkit import ROOT, plain
from bookkit.prices import AS_OF, COLUMNS, PERIODS, PriceError, price
from bookkit.prices import models as known
from xiaozhu import checkpoint, sft
from xiaozhu.export import export
from xiaozhu.model import Model

STAGES = ("sft", "ppo", "grpo")  # 浏览器里能对话的各个阶段；基座与它的半路另算


def on_files(files, config):
    """添上 web/ 里的 .mjs、小铸的各个阶段、本机打开时用的 modules.js；改了会跟着重建（mkdocs.yml 的 watch）。"""
    add = lambda name, **source: files.append(File.generated(config, f"web/{name}", **source))
    modules = {p.name: p for p in sorted((ROOT / "web").glob("*.mjs")) if not p.name.endswith(".test.mjs")}
    for name, path in modules.items():
        add(name, abs_src_path=str(path))
    add("modules.js", content=assign("bookModules", None, {n: p.read_text("utf-8") for n, p in modules.items()}))
    add("prices.js", content=assign("bookPrices", None, {"as_of": str(AS_OF), "rows": prices()}))
    for name, file in models().items():
        add(f"models/{name}.js", content=assign("bookModels", name, file))
    return files


def on_post_build(config):
    """各页的 Markdown 与 llms.txt：给机器读的。"""
    plain.write(config)


def assign(place, key, value):
    """一行脚本：globalThis.place = value，给了 key 就是它的一项。"""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    target = f"globalThis.{place} = " if key is None else f"(globalThis.{place} ??= {{}})[{json.dumps(key)}] = "
    return f"{target}{text};\n"


@functools.cache
def models():
    """名字 → export 写的表。没教过对话的各个半路，借个嵌入给对话标记，不然无从问起。"""
    base, tokenizer = checkpoint.load("pretrain")
    chatty = {"step_0": Model.initialize(base.config, 0), "pretrain": base}
    chatty = {name: sft.open_chat(model, tokenizer) for name, model in chatty.items()}
    chatty |= {name: checkpoint.load(name)[0] for name in STAGES}
    exported = {name: json.loads(export(model, tokenizer)) for name, model in chatty.items()}
    return exported | {f"step_{row['step']}": row["model"] for row in checkpoint.load("early")}


def prices():
    """[{id, when, name, input, hit, write, output}]：有美元官价的型号，今天的价，每百万词元；没有的那一格是 None。"""
    found = []
    for model, about in known().items():
        for when in (None, *PERIODS):
            try:
                p = price(model, when=when)
            except PriceError:  # 没有美元价，或这个型号不分（分）峰谷
                continue
            if when is None or p.row["when"]:
                label = {"peak": "（高峰）", "off": "（低谷）"}.get(when, "")
                found.append(
                    {"id": model, "when": when, "name": about["name"] + label}
                    | {c: float(p.row[c]) if p.has(c) else None for c in COLUMNS}
                )
    return found
