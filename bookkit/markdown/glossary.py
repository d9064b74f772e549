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

# —— 术语表的写法 ——

MARKUP = re.compile(r"[`*_$\\<>\[\]{}|#^~]")  # 会被 Markdown 当成记号的字
NOT_A_WORD = re.compile(rf"[，,；;。]|{MARKUP.pattern}")  # 别名里有句读，多半是顿号写错了
NOT_IN_DEFINITION = re.compile(rf"\d|{MARKUP.pattern}")  # 悬停的字也算进「另一本账」，所以不许有数字
UNSEEN = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->", re.S)  # 页首设置与注释
HEADING = re.compile(r"(?P<level>#{1,3}) (?P<text>\S.*?) *")
ITEM = re.compile(r"- (?P<key>英文|也叫|不写|详见)：(?P<value>\S.*?) *")

# —— 网页上不标的地方：标题与标签是路标，代码与公式是原样的字，链接里不能再套链接 ——

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "label", "figcaption"),
    *("code", "kbd", "pre", "script", "style", "svg"),
    "a",
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
    """读术语表，按书里的次序。异常：GlossaryError，说出第一处毛病。"""
    return _Reader(path.name).read(path.read_text("utf-8-sig"))  # -sig：Windows 的记事本会在开头加 BOM


class _Reader:
    """一行一行地读，读到第一处毛病就停。

    number：正在读第几行；term：正在读的那一条，在标题、分组里则 None；taken：占了的名字与锚点 → 在第几行。
    """

    def __init__(self, file):
        self.file = file
        self.number = 0
        self.term = None
        self.terms = []
        self.taken = {}

    def read(self, source):
        # 看不见的部分换成同样多的空行，报错的行号才不变
        visible = UNSEEN.sub(lambda m: "\n" * m[0].count("\n"), source)
        for number, line in enumerate(visible.splitlines(), 1):
            self.number = number
            self._read_line(line)
        self._finish_term()
        if not self.terms:
            raise self._error("没有一条术语：每条写成「### 术语」", at=1)
        return self.terms

    def _read_line(self, line):
        if line.startswith("#"):
            self._finish_term()
            self._read_heading(line)
        elif not self.term or not line.strip():
            return  # 开头的话、分组下面的话，随意写
        elif item := ITEM.fullmatch(line):
            self._read_item(item["key"], item["value"])
        elif re.match(r"[\s*+-]", line):  # 像一项而认不出的，不能当成定义放过去
            raise self._error(f"认不出「{line}」：只有英文、也叫、不写、详见，写成「- 也叫：甲、乙」")
        else:
            self._read_definition(line)

    def _finish_term(self):
        """一条读到头（遇见下一个标题，或全文完）才知道它缺没缺定义。"""
        if self.term and not self.term.definition:
            raise self._error(f"「{self.term.name}」没有定义：标题下面写一段一句话的定义", at=self.term.line)

    def _read_heading(self, line):
        """三级标题是一条术语；一二级是分组，也占一个锚点。"""
        heading = HEADING.fullmatch(line)
        title = Term(heading["text"], self.number) if heading else None
        is_term = heading and heading["level"] == "###"
        if not title or is_term and (MARKUP.search(title.name) or not title.anchor):
            raise self._error(f"认不出标题「{line}」：写成「### 术语」，只写纯文字")
        self.term = title if is_term else None
        if is_term:
            self.terms.append(title)
            self._claim_name(title.name)
        if title.anchor:
            self._claim_anchor(title)

    def _read_item(self, key, value):
        """「- 也叫：甲、乙」这样的一项。"""
        if key in self.term.fields:
            raise self._error(f"「{self.term.name}」写了两次「{key}」：并成一行")
        words = [word.strip() for word in value.split("、")]
        self.term.fields[key] = words
        if key in ("也叫", "不写"):  # 这两项要拿去正文里找，所以要是纯文字、全书不重；英文只供查阅
            for word in words:
                if not word or NOT_A_WORD.search(word):
                    raise self._error(f"「{key}」里的「{word}」认不出：写纯文字，用顿号隔开")
                self._claim_name(word)
        if key == "详见" and not re.search(r"\[.+\]\(.+\)", value):
            raise self._error("「详见」要写成链接：[某章](某章.md)")

    def _read_definition(self, line):
        """定义只有一行，悬停的提示就是它。"""
        if self.term.definition:
            raise self._error(f"认不出「{line}」：「{self.term.name}」已有定义，定义只写一段")
        if wrong := NOT_IN_DEFINITION.search(line):
            raise self._error(f"定义「{line}」里有 {wrong[0]!r}：定义写纯文字，数用汉字写或不写")
        self.term.definition = line.strip()

    def _claim_name(self, name):
        """名字全书只归一条，否则正文里的词不知道链到哪。"""
        if other := self._taken_before(name):
            raise self._error(f"「{name}」与第 {other} 行重名：删掉一处，或换个说法")

    def _claim_anchor(self, title):
        """锚点相同的两个标题，MkDocs 会给后一个加编号，链接就落到别处。"""
        key = f"#{title.anchor}"  # 带 #，与名字不混
        if other := self._taken_before(key):
            raise self._error(f"「{title.name}」的锚点 {key} 与第 {other} 行相同：换个标题")

    def _taken_before(self, key):
        """占下 key；已被别的行占了，就返回那一行。同一行里写两遍不算。"""
        line = self.taken.setdefault(key, self.number)
        return line if line != self.number else None

    def _error(self, why, at=None):
        """说出在哪一行的毛病；at 不给就是正在读的那一行。"""
        return GlossaryError(f"docs/{self.file}:{at or self.number}:1: {why}")


def pattern(words) -> re.Pattern:
    """认得出这些词的式样：长的先认；西文的前后不能还是字母数字。一个词也没有时，什么都不认。"""
    guard = lambda w: (
        re.sub(r"^(?=[A-Za-z0-9])", "(?<![A-Za-z0-9])", w)
        + ("(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", w) else "")
    )
    return re.compile("|".join(guard(re.escape(w)) for w in sorted(words, key=len, reverse=True)) or "(?!)")


class _Terms(Treeprocessor):
    """走一遍网页的树，给每条术语的第一处套上链接。

    terms：名字 → 那一条；done：这一页里链过的地址；depth：正在原样 HTML 的几层不标的标签里。
    """

    def __init__(self, md, path):
        super().__init__(md)
        self.path = path

    def run(self, root):
        terms = read(self.path)  # 每页重读：mkdocs serve 时改了就生效
        if ["".join(h.itertext()) for h in root.iter("h3")] == [t.name for t in terms]:
            return  # 这一页就是术语表
        self.terms = {name: t for t in terms for name in t.names if len(name) > 1}  # 单个字不认：「关键」里有「键」
        # 占位符也要认：原样 HTML 收在别处，树里只剩占位符，它的标签开了没关全靠这里数
        self.pattern = re.compile(f"{STX}[^{ETX}]*{ETX}|{pattern(self.terms).pattern}")
        self.done = {a.get("href") for a in root.iter("a")}  # 手写的链接也算首次
        self.depth = 0
        self._visit(root)

    def _visit(self, element):
        """按读者读的次序走：先是元素开头的字，再逐个是孩子与孩子后面的字，「第一处」才是真的第一处。"""
        if element.tag in TAGS or CLASSES & set(element.get("class", "").split()):
            return
        children = list(element)  # 先记下原有的：往里插的链接不再走进去
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
        """这一处该不该标；该标就记下，之后的同一条不再标。"""
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
        """挂上标术语的一步。"""
        # 在 attr_list（8）之后，免得认到花括号里；在排公式、记标题（5）与 MkDocs 改写链接（0）之前
        md.treeprocessors.register(_Terms(md, self.path), "terms", 6)


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return GlossaryExtension(**options)
