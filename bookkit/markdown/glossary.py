"""术语：一页里第一次出现时链到术语表的那一条，悬停显示定义。格式见 docs/glossary.md 开头的注释。"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX
from pymdownx.slugs import slugify

from bookkit import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
MARKUP = re.compile(r"[`*_$\\<>\[\]{}|#^~]")
UNSEEN = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->", re.S)
TAGS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "code",
    "kbd",
    "pre",
    "script",
    "style",
    "svg",
    "th",
    "summary",
    "label",
    "figcaption",
}
CLASSES = {"arithmatex", "footnote", "admonition-title", "tally"}


class GlossaryError(ValueError):
    """术语表写坏了。"""


@dataclass
class Term:
    """术语表的一条：锚点、定义，names 是正文里认的名字，banned 是「不写」的译法。"""

    name: str
    line: int
    definition: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    anchor = property(lambda self: slugify(case="lower")(self.name, "-"))  # 与 mkdocs.yml 里 toc 的相同，测试对着网页核
    names = property(lambda self: [self.name, *self.fields.get("也叫", [])])
    banned = property(lambda self: self.fields.get("不写", []))


def read(path: Path = GLOSSARY) -> list[Term]:
    """读术语表。异常：GlossaryError，说出第一处毛病。"""
    terms, term, taken = [], None, {}

    def bad(why, at=None):
        raise GlossaryError(f"docs/{path.name}:{at or number}:1: {why}")

    def claim(key, what, clash="重名：删掉一处，或换个说法"):
        if taken.setdefault(key, number) != number:
            bad(f"{what}与第 {taken[key]} 行{clash}")

    source = UNSEEN.sub(lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8-sig"))
    for number, line in enumerate([*source.splitlines(), "# ."], 1):  # 末尾补一个标题，好查最后一条
        if line.startswith("#"):
            if term and not term.definition:
                bad(f"「{term.name}」没有定义：标题下面写一段一句话的定义", term.line)
            heading = re.fullmatch(r"(#{1,3}) (\S.*?) *", line)
            title = Term(heading[2], number) if heading else None
            term = title if heading and heading[1] == "###" else None
            if not title or term and (MARKUP.search(term.name) or not term.anchor):
                bad(f"认不出标题「{line}」：写成「### 术语」，只写纯文字")
            if term:
                terms.append(term)
                claim(term.name, f"「{term.name}」")
            if title.anchor:
                claim(f"#{title.anchor}", f"「{title.name}」的锚点 #{title.anchor} ", "相同：换个标题")
        elif not term or not line.strip():
            continue  # 开头的话、分组下面的话，随意写
        elif item := re.fullmatch(r"- (英文|也叫|不写|详见)：(\S.*?) *", line):
            key, words = item[1], [word.strip() for word in item[2].split("、")]
            if key in term.fields:
                bad(f"「{term.name}」写了两次「{key}」：并成一行")
            term.fields[key] = words
            for word in words if key in ("也叫", "不写") else ():
                if not word or re.search(rf"[，,；;。]|{MARKUP.pattern}", word):
                    bad(f"「{key}」里的「{word}」认不出：写纯文字，用顿号隔开")
                claim(word, f"「{word}」")
            if key == "详见" and not re.search(r"\[.+\]\(.+\)", item[2]):
                bad("「详见」要写成链接：[某章](某章.md)")
        elif re.match(r"[\s*+-]", line):
            bad(f"认不出「{line}」：只有英文、也叫、不写、详见，写成「- 也叫：甲、乙」")
        elif term.definition:
            bad(f"认不出「{line}」：「{term.name}」已有定义，定义只写一段")
        elif wrong := re.search(rf"\d|{MARKUP.pattern}", line):  # 悬停的字也算进「另一本账」，所以不许有数字
            bad(f"定义「{line}」里有 {wrong[0]!r}：定义写纯文字，数用汉字写或不写")
        else:
            term.definition = line.strip()
    return terms or bad("没有一条术语：每条写成「### 术语」", 1)


def pattern(words) -> re.Pattern:
    """认得出这些词的式样：长的先认；西文的前后不能还是字母数字。"""
    guard = lambda w: (
        re.sub(r"^(?=[A-Za-z0-9])", "(?<![A-Za-z0-9])", w)
        + ("(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", w) else "")
    )
    return re.compile("|".join(guard(re.escape(w)) for w in sorted(words, key=len, reverse=True)) or "(?!)")


class _Terms(Treeprocessor):
    def __init__(self, md, path):
        super().__init__(md)
        self.path = path

    def run(self, root):
        terms = read(self.path)  # 每页重读：mkdocs serve 时改了就生效
        if ["".join(h.itertext()) for h in root.iter("h3")] == [t.name for t in terms]:
            return  # 这一页就是术语表
        self.terms = {name: t for t in terms for name in t.names if len(name) > 1}  # 单个字不认：「关键」里有「键」
        self.pattern = re.compile(f"{STX}[^{ETX}]*{ETX}|{pattern(self.terms).pattern}")
        self.done = {a.get("href") for a in root.iter("a")}  # 手写的链接也算首次
        self.depth = 0
        self._visit(root)

    def _visit(self, element):
        if element.tag in TAGS or CLASSES & set(element.get("class", "").split()):
            return
        children = list(element)
        element.text, element[:0] = self._split(element.text)
        for child in children:
            self._visit(child)
            after = list(element).index(child) + 1
            child.tail, element[after:after] = self._split(child.tail)

    def _split(self, text):
        """一段文字 → (第一个链接之前的字, 各个链接)；链接之间的字跟在前一个链接后面。"""
        firsts = [m for m in self.pattern.finditer(text or "") if self._is_first(m[0])]
        links = []
        for match, end in zip(firsts, [*(m.start() for m in firsts[1:]), len(text or "")]):
            term = self.terms[match[0]]
            link = ElementTree.Element(
                "a", {"class": "term", "href": f"glossary.md#{term.anchor}", "title": term.definition}
            )
            link.text, link.tail = match[0], text[match.end() : end]
            links.append(link)
        return text[: firsts[0].start()] if firsts else text, links

    def _is_first(self, found):
        if found[0] == STX:  # 收起来的原样 HTML：在 <a>、<kbd> 里面就不标
            stashed = HTML_PLACEHOLDER_RE.fullmatch(found)
            html = str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]) if stashed else ""
            self.depth += sum(
                -1 if close else 1 for close, tag in re.findall(r"<!--.*?-->|<(/?)(\w+)", html, re.S) if tag in TAGS
            )
            return False
        href = f"glossary.md#{self.terms[found].anchor}"
        if self.depth or href in self.done:
            return False
        self.done.add(href)
        return True


class GlossaryExtension(Extension):
    """path 是术语表，测试时换成别的。"""

    def __init__(self, path=GLOSSARY):
        super().__init__()
        self.path = path

    def extendMarkdown(self, md):
        # 在 attr_list（8）之后，免得认到花括号里；在排公式、记标题（5）与 MkDocs 改写链接（0）之前
        md.treeprocessors.register(_Terms(md, self.path), "terms", 6)


def makeExtension(**options):
    return GlossaryExtension(**options)
