"""在构建时用 KaTeX 排好公式：关掉 JavaScript、断了网，公式都在。"""

import functools
import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from bookkit import ROOT


class FormulaError(ValueError):
    """公式写错了。"""


printed = set()  # 排好的公式里印着的字符：字体只留这些（slim.py）


def node() -> str:
    """Node 的路径。异常：FormulaError。"""
    found = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if found is None:
        raise FormulaError("排公式要 Node，没找到：重新运行 make serve 装一遍")
    return found


@functools.cache
def _worker():
    """排公式的 Node 进程，全程只起一个：每条公式起一次太慢。"""
    return subprocess.Popen(
        [node(), Path(__file__).with_name("katex.cjs")],
        cwd=ROOT,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


@functools.cache
def render(tex: str, display: bool = False) -> str:
    """TeX → HTML（内含 MathML，读屏软件读得出）。异常：FormulaError。"""
    worker = _worker()
    worker.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    worker.stdin.flush()
    reply = json.loads(worker.stdout.readline() or '{"error": "Node 进程退出了"}')
    if "error" in reply:
        raise FormulaError(f"公式 {tex!r} 排不出来：{reply['error']}")
    _, _, visible = reply["html"].partition("</math>")
    printed.update(unescape(re.sub("<[^>]*>", "", visible)))
    return reply["html"]


class _Formulas(Treeprocessor):
    """把 arithmatex 认出的公式换成排好的 HTML。"""

    def run(self, root):
        for element in root.iter():
            if element.get("class") == "arithmatex":
                display = element.text.startswith("\\[")
                # 存进 htmlStash：直接放进树里会被再转义一遍；[2:-2] 去掉 \( \) 或 \[ \]
                element.text = self.md.htmlStash.store(render(element.text.strip()[2:-2].strip(), display))
                element.set("class", "math")
                element.set("data-search-exclude", "1")  # 公式的碎片不进搜索索引


class KatexExtension(Extension):
    """接在 pymdownx.arithmatex（generic）后面。"""

    def extendMarkdown(self, md):
        """挂上排公式的一步。"""
        md.treeprocessors.register(_Formulas(md), "katex", 5)


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return KatexExtension(**options)
