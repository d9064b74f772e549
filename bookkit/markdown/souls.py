"""部件：<soul-名字> 是块级元素，脚本在 web/soul-名字.mjs；写错名字的，构建时就说。"""

import logging
import re

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from bookkit import ROOT

_TAG = re.compile(r"<(soul-[\w-]+)")
_log = logging.getLogger("mkdocs.plugins.souls")  # 严格构建会因它的告警失败


class _Known(Preprocessor):
    """每个部件都要有脚本。"""

    def __init__(self, md, names):
        super().__init__(md)
        self.names = names

    def run(self, lines):
        for line in lines:
            for name in set(_TAG.findall(line)) - self.names:
                _log.warning("没有部件 <%s>：web/ 里有 %s", name, "、".join(sorted(self.names)))
        return lines


class SoulExtension(Extension):
    """要排在认 HTML 的扩展之前。"""

    def extendMarkdown(self, md):
        """登记块级元素，挂上检查。"""
        names = {path.stem for path in (ROOT / "web").glob("soul-*.mjs")}
        md.block_level_elements += sorted(names)
        md.preprocessors.register(_Known(md, names), "souls", 190)


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return SoulExtension(**options)
