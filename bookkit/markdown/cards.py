"""决策卡合集：页里写一行 [[cards]]，构建时换成各章的决策卡，按 nav 的次序，每张链回原页。

卡只写在各章里，这里不另存。检查正文的那本账读的也是换过的文字（Page.load），所以卡上的数在这一页照样要有凭据。
"""

import re

from markdown import Extension
from markdown.preprocessors import Preprocessor

from bookkit import ROOT

MARK = re.compile(r"^\[\[cards\]\]$", re.M)  # 独占一行才算，行文里提到它的不算
_NAV = re.compile(r"^(?P<indent> +)- (?P<title>[^:\n]+):(?: (?P<page>\S+\.md))?$", re.M)
_CARD = re.compile(r'^[!?]{3}\+? card(?: "(?P<title>[^"]*)")?\n(?P<body>(?:\n|    .*\n)+)', re.M)
_ROLES = {"**工程师**": "engineer", "**产品经理**": "manager"}


class BadCard(ValueError):
    """一张决策卡写得不合样子：哪一页，缺什么。"""


def expand(source, root=ROOT):
    """把 source 里的 [[cards]] 换成各章的卡；没有这一行就原样返回。异常：BadCard。"""
    if not MARK.search(source):
        return source
    blocks, notes = [], []
    for line in _NAV.finditer((root / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2].partition("\n\n")[0]):
        if not line["page"]:
            blocks.append(f"## {line['title']}各章")  # 与侧栏的分部不同名，读屏才分得清
            continue
        path = root / "docs" / line["page"]
        text = path.read_text("utf-8")
        if not MARK.search(text) and (card := _only_card(line["page"], text)):
            level = "##" if len(line["indent"]) == 2 else "###"  # 不属于哪一部的页，自成一节
            block, used = _card(f"{level} [{line['title']}]({line['page']})", line["page"], card["body"], text)
            blocks.append(block)
            notes += used
    following = [*blocks[1:], "## "]
    parts = [block for block, after in zip(blocks, following) if "\n" in block or not after.startswith("## ")]
    return MARK.sub(lambda _: "\n\n".join(parts), source) + "\n" + "\n".join(notes) + "\n"


def _only_card(page, text):
    """一页的那张卡，没有则 None。多出一张、换了标题，都会悄悄漏收，所以报错。"""
    found = list(_CARD.finditer(text))
    if len(found) > 1:
        raise BadCard(f"docs/{page}: 决策卡一页一张，这一页有两张以上")
    if found and found[0]["title"] != "决策卡":
        raise BadCard(f"docs/{page}: 决策卡的标题要写「决策卡」，这一张是「{found[0]['title'] or ''}」")
    return found[0] if found else None


def _card(heading, page, body, text):
    """一页的卡 → (标题与两段, 用到的脚注)。页内的链接改成指回原页，脚注加上页名免得重名。"""
    stem, lines = page.removesuffix(".md"), []
    for paragraph in re.sub(r"^    ", "", body, flags=re.M).strip().split("\n\n"):
        role = next((r for mark, r in _ROLES.items() if paragraph.startswith(mark)), None)
        if role is None:
            raise BadCard(f"docs/{page}: 决策卡的每一段要以 {' 或 '.join(_ROLES)} 开头，这一段是「{paragraph[:12]}」")
        lines.append(f"{paragraph}\n{{ .{role} }}")
    whole = "\n\n".join(lines).replace("](#", f"]({page}#")
    used = []
    for name in dict.fromkeys(re.findall(r"\[\^([^\]]+)\]", whole)):
        note = re.search(rf"^\[\^{re.escape(name)}\]:.*$", text, re.M)
        if not note:
            raise BadCard(f"docs/{page}: 决策卡引了脚注 [^{name}]，页里没有它")
        used.append(note[0])
    rename = lambda s: re.sub(r"\[\^([^\]]+)\]", rf"[^{stem}-\1]", s)
    return f"{heading}\n\n{rename(whole)}", [rename(note) for note in used]


class _Expand(Preprocessor):
    def run(self, lines):
        return expand("\n".join(lines)).split("\n")


class CardsExtension(Extension):
    """要赶在清点正文的数之前换好。"""

    def extendMarkdown(self, md):
        """挂上。"""
        md.preprocessors.register(_Expand(md), "cards", 210)


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return CardsExtension(**options)
