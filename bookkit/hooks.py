"""MkDocs 的钩子：算出章首要写的几样；给表加框；写好响应头；把 web/ 里的脚本（不含测试）放进站点，连同浏览器里要用的小铸与价目。
建完再写一份给机器读的文本。

从本机双击打开的页，浏览器不许装载模块、也不许取数据，只认老式的脚本，所以小铸、价目与各模块的源码都另写成脚本。
"""

import base64
import functools
import hashlib
import json
import re
import subprocess
from pathlib import Path

from mkdocs.structure.files import File

from bookkit import ROOT, plain
from bookkit.prices import AS_OF, BOOK, COLUMNS, PERIODS, PriceError, price
from bookkit.prices import models as known
from bookkit.slim import slim
from xiaozhu import checkpoint, sft
from xiaozhu.export import export
from xiaozhu.model import Model

PACE = 400  # 每分钟读几个汉字：说明文的常见速度
SKIPPED = re.compile(r'<(pre|svg|details)\b.*?</\1>|<div class="footnote">.*', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# 代码里的名字、空白本来不上色，标点、运算符只比它们浅一点：不必各包一层。一串字的几截颜色相同，并成一截
PLAIN = re.compile(r'<span class="(?:[npwo]|kc|sa)">([^<]*)</span>')
STRING = re.compile(r'(?:<span class="(?:s1|s2|si)">[^<]*</span>)+')
NUMBERED = re.compile(r"<code>(?:(?!</code>).)*?data-linenos.*?</code>", re.DOTALL)
LINE_NUMBER = re.compile(r'<span class="linenos" data-linenos="([^"]*)"></span>')
STAGES = ("sft", "ppo", "grpo")  # 浏览器里能对话的各个阶段；基座与它的半路另算


def on_config(config):
    """extra.verified：这份书稿最后一次提交在哪天。每次提交都过全部检查，所以也是数最后核验的日子；没有 git 就不写。"""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%cs"]
    try:
        config.extra["verified"] = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        config.extra["verified"] = ""


def on_page_content(html, page, config, files):
    """meta.minutes：正文读几分钟，代码、输出、图与折起来的不算。每张表写进一个能横滚的框：没有脚本也滚得动，版面不跳。

    代码里的标签能省就省，一块代码的行号并成一列（浮在左边的一个元素）：手机上排一章的工夫，大半花在这些碎片上。
    """
    prose = TAG.sub("", SKIPPED.sub("", html))
    page.meta["minutes"] = max(1, round(len(re.findall(r"[\u4e00-\u9fff]", prose)) / PACE))
    html = STRING.sub(lambda m: f'<span class="s">{TAG.sub("", m[0])}</span>', PLAIN.sub(r"\1", html))
    html = NUMBERED.sub(lambda m: _gutter(m[0]), html)
    return re.sub(r"<table>.*?</table>", r'<div class="table">\g<0></div>', html, flags=re.DOTALL)


def _gutter(code):
    """一块代码各行的行号 -> 开头的一列。"""
    numbers = "\n".join(LINE_NUMBER.findall(code))
    return f'<code><span class="linenos" data-linenos="{numbers}"></span>{LINE_NUMBER.sub("", code).removeprefix("<code>")}'


def on_files(files, config):
    """添上 web/ 里的 .mjs 与 soul.css、小铸的各个阶段、本机打开时用的 modules.js；改了会跟着重建（mkdocs.yml 的 watch）。"""
    add = lambda name, **source: files.append(File.generated(config, f"web/{name}", **source))
    modules = {p.name: p for p in sorted((ROOT / "web").glob("*.mjs")) if not p.name.endswith(".test.mjs")}
    for name, path in {**modules, "soul.css": ROOT / "web/soul.css"}.items():
        add(name, abs_src_path=str(path))
    add("modules.js", content=assign("bookModules", None, {n: p.read_text("utf-8") for n, p in modules.items()}))
    add("prices.js", content=assign("bookPrices", None, {"as_of": str(AS_OF), "rows": prices()}))
    for name, file in models().items():
        add(f"models/{name}.js", content=assign("bookModels", name, file))
    return files


# 部件与流程图在元素上写 style（KaTeX、SVG 也是），所以样式放行内联的；脚本只认站内的与下面按哈希列出的几段。
POLICY = """default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; \
img-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"""
INLINE = re.compile(r"<script(?![^>]*(?: src=| type=))[^>]*>(.+?)</script>", re.DOTALL)
PRINTED = ("assets/javascripts/bundle.*.js", "assets/vendor/mermaid.js")  # 打印前同步取来，当内联脚本运行（early.js）


def on_post_build(config):
    """写给机器读的文本（plain）；给读者省流量（slim）；写 _headers：Netlify、Cloudflare Pages 等静态托管照它发响应头，浏览器便只跑这个站点自己的脚本。"""
    plain.write(config)
    site = Path(config.site_dir)
    slim(site)
    scripts = {found for page in site.rglob("*.html") for found in INLINE.findall(page.read_text("utf-8"))}
    scripts |= {path.read_text("utf-8") for pattern in PRINTED for path in site.glob(pattern)}
    digest = lambda text: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = POLICY.format(hashes=" ".join(sorted(f"'sha256-{digest(script)}'" for script in scripts)))
    (site / "_headers").write_text(
        f"/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n", "utf-8"
    )


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
    """[{id, when, name, tiers, 各列}]：有美元官价的型号，今天的价，每百万词元；没有的那一格是 None。

    tiers 是断崖价，[{over, 各列}]：一次的输入超过 over 个词元，整单换成这一档。
    """
    found = []
    columns = lambda p: {c: float(p.row[c]) if p.has(c) else None for c in COLUMNS}
    for model, about in known().items():
        for when in (None, *PERIODS):
            try:
                p = price(model, when=when)
            except PriceError:  # 没有美元价，或这个型号不分（分）峰谷
                continue
            if when is None or p.row["when"]:
                label = {"peak": "（高峰）", "off": "（闲时）"}.get(when, "")
                edges = sorted({r["over"] for r in BOOK["rows"] if (r["id"], r["currency"]) == (model, "USD")} - {0})
                tiers = [{"over": edge} | columns(price(model, when=when, tokens=edge + 1)) for edge in edges]
                found.append({"id": model, "when": when, "name": about["name"] + label, "tiers": tiers} | columns(p))
    return found
