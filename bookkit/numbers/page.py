"""一页里读者看得见的每个数，连同它的位置与凭据。

读者看不见的部分（代码、公式、链接地址……）用等长空格涂掉，所以位置始终是源文件里的行列。
涂掉的规则是否正确，由「另一本账」检查：这里看见的数字，必须与构建出的网页里的逐个相同。
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bookkit.markdown.cards import expand
from bookkit.numbers import han
from bookkit.numbers.quantity import HEDGES, QUANTITY

# —— 各处都要认的几种写法 ——

FRONT_MATTER = r"\A---\n.*?\n---\n"
FENCE = r"^(?P<i>[ \t]*)(?P<f>`{3,}|~{3,})(?P<diagram>[ ]*mermaid)?[^\n]*\n.*?^(?P=i)(?P=f)[ \t]*$"
RAW = r"<!--.*?-->|<(?P<raw>script|style|pre)\b.*?</(?P=raw)>"
FORMULA = r"\$\$.+?\$\$|(?<![\\$])\$(?![\s$])[^$\n]+?(?<![\s\\])\$"
CODE = r"`[^`\n]+`"
BARE_URL = r"https?://[^\s)）」，。]+"
NOTE = re.compile(r"^\[\^(?P<id>[^\]\s]+)\]:(?P<body>[^\n]*(?:\n(?:[ ]{4}[^\n]*|(?=\n[ ]{4})))*)", re.M)
INCLUDE = r'^[ \t]*--8<-- "(?P<file>[^"\n]+)"[ \t]*$'
FORMULA_CONSTANT = re.compile(  # 公式里要在片段中出现过的数：小数、带千分号的、三位以上的
    r"(?<![\w.])(?:[0-9]+\.[0-9]+|[0-9]{1,3}(?:(?:,|\{,\})[0-9]{3})+|[0-9]{3,})(?![\w.])"
)

# —— 涂掉读者看不见的 ——

SPOKEN = re.compile(r"""(?<=\s)(?:alt|title|aria-label)="([^"]*)"|(?<=[(\s])"([^"\n]*)"(?=\))""")


def _nothing(match: re.Match) -> list[tuple[int, int]]:
    """整段都看不见。"""
    return []


def _diagram(match: re.Match) -> list[tuple[int, int]]:
    """流程图的代码块：节点里的字会画出来，整块都留。"""
    return [match.span()] if match["diagram"] else []


def _number_in_code(match: re.Match) -> list[tuple[int, int]]:
    """`0.67` 不是代码，是数：否则套上反引号就能躲过检查。"""
    return [match.span()] if re.fullmatch(r"`[-+−]?[0-9.,]+[%‰]?`", match[0]) else []


def _spoken(match: re.Match) -> list[tuple[int, int]]:
    """替代文字与提示（alt、title、aria-label、链接的标题）：悬停看得见，读屏软件念得出。"""
    start = match.start()
    return [(start + a, start + b) for a, b in (m.span(m.lastindex) for m in SPOKEN.finditer(match[0]))]


def _heading(match: re.Match) -> list[tuple[int, int]]:
    """标题行连同行末的花括号一起认出，标题的字要留下。"""
    return [match.span("heading")] if match["heading"] else []


@dataclass(frozen=True)
class Hidden:
    """一类读者看不见的写法。seen：认出的一段里，读者其实看得见的是哪几截。"""

    pattern: str
    seen: Callable[[re.Match], list[tuple[int, int]]] = _nothing

    def erase(self, text: str) -> str:
        """把认出的都涂掉，只留 seen。"""
        return _erase(self.pattern, text, self.seen)


# 依次涂掉，次序要紧：前面的把自己那一段涂成空格，后面的就不会把其中的字认错。
HIDDEN = {
    # 标题、描述、搜索权重：MkDocs 读走，不进正文。
    "页首设置": Hidden(FRONT_MATTER),
    # 片段的代码是证据，不是说法。要早涂：代码里的 $、<、[ 都不是记号。
    "代码块": Hidden(FENCE, _diagram),
    # 注释不进网页；脚本、样式不显示；手写的 <pre> 与代码块同理。
    "注释与原样块": Hidden(RAW, _spoken),
    # 引入的那一行换成了文件的内容；图里的字由 book.figures 另查。
    "引入": Hidden(r"^[ ]*--8<--[^\n]*$"),
    # 留下来的流程图，头尾两行围栏不画出来。
    "流程图的围栏": Hidden(r"^[ \t]*(?:`{3,}|~{3,})[^\n]*$"),
    # 公式另有一套规矩：其中的常数由 formulas 交给 book 查。
    "公式": Hidden(FORMULA),
    # 变量名、词表的编号：是代码的一部分，不是书里的说法。
    "行内代码": Hidden(CODE, _number_in_code),
    # 脚注是凭据，不是说法：引文里的数由 book 拿去与正文比。
    "脚注": Hidden(NOTE.pattern),
    # 脚注的名字里常有年份，网页上印的是自动编的号。
    "脚注的标号": Hidden(r"\[\^[^\]\s]+\]"),
    # 标签里的类名、尺寸、地址都不显示。<https://……> 也在这里涂掉。
    "标签": Hidden(r"</?[A-Za-z][^>\n]*>", _spoken),
    # 论文号、日期都会写在网址里，那不是正文的数。
    "网址": Hidden(BARE_URL),
    # 链接的文字留下，地址不显示。
    "链接地址": Hidden(r"(?<=\])\([^)\n]*\)", _spoken),
    # 行内元素后面的、标题行末的 { #锚点 .类 }；别处的花括号是普通的字。
    "属性": Hidden(r"(?<=[\]*)`])\{[^}\n]*\}|^(?P<heading>#+[^\n]*?)\{[^}\n]*\}[ ]*$", _heading),
    # 有序列表的号由浏览器编，与写下的未必相同。
    "列表的号": Hidden(r"^[ \t]*[0-9]+\.(?=[ \t])"),
    # 缩写的定义那一行不显示。
    "缩写": Hidden(r"^\*\[[^\n]*$"),
}


def _erase(pattern: str, text: str, seen=_nothing) -> str:
    """把 pattern 认出的都涂成空格，seen 指出的几截除外。换行不动，所以偏移与行列都不变。"""

    def blank(match):
        chars = [c if c == "\n" else " " for c in match[0]]
        for start, end in seen(match):
            chars[start - match.start() : end - match.start()] = match.string[start:end]
        return "".join(chars)

    return re.sub(pattern, blank, text, flags=re.M | re.S)


# —— 不必有凭据的 ——

_MODELS = "GPT|Llama|Qwen|Claude|Opus|Sonnet|Haiku|Gemini|Gemma|Mixtral|Mistral|DeepSeek(?:-[VR])?|Kimi K|GLM|MiniMax-M|BERT|FlashAttention|LIMA"
EXEMPT = {  # 理由 → 式样，每条在测试里有正反例
    "日期": r"(?<![0-9])(?:19|20)[0-9]{2}(?: ?年(?![龄级头轻])(?:代|初|底|中)?(?: ?[0-9]{1,2} ?月(?:底|初)?(?: ?[0-9]{1,2} ?日)?)?|-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])|(?=）))"
    r"|(?<![0-9])[0-9]{1,2} ?月 ?[0-9]{1,2} ?日",
    "序数": r"第 ?[0-9]+ ?(?:–[0-9]+ ?)?[章节步层个行页列位维次轮版题式]|[图表式] ?[1-9][0-9]*(?:-[0-9]+)?(?![0-9.%])",
    "名字": rf"(?<![A-Za-z])(?:(?:{_MODELS})[- ]?[0-9]+(?:\.[0-9]+)?(?:-[0-9.]+[BM])?(?![0-9.%]*[0-9%])"
    r"|(?:[AHP]|B)(?:100|200|800)|P9[059]|UTF-8|(?:int|uint|fp|bf|float)(?:2|4|8|16|32|64)|CC BY-SA 4\.0|8x7B|BM25|MXFP4|NVFP4|Q[2-8]_[0K]|3Blue1Brown|GPT-4o|cl100k|o200k|o1|F16|WCAG 2\.[0-2])(?![A-Za-z0-9])",
}
_EXEMPT = {why: re.compile(pattern) for why, pattern in EXEMPT.items()}

# —— 不许的写法 ——

_CN = "零一二三四五六七八九十百千两"
SPELLED = re.compile(  # 汉字写的小数、百分数、万、亿：要改用阿拉伯数字；整数见 han.py
    rf"百分之[{_CN}点]+"
    rf"|(?<!第)(?<![{_CN}])[{_CN}]+点(?:[{_CN[1:10]}]+(?:[万亿倍成]|(?![{_CN}样定起直般种个些旦切律边方点])))"
    rf"|(?<!第)(?<![{_CN}成])[{_CN}]*[一二三四五六七八九十百千两](?:万亿|亿|万(?!一|别|不|要|能|物|事|水))"
    r"|(?<![一-鿿])千万(?!别|不|要|能|小心|记)|(?<![上一-十])万亿"
    r"|(?<![完变做形组合构生养促造])[一二三四五六七八九十两](?<!第一)成(?![不为本功果立员绩长熟分型了一语都就千各两三对组年人])"
)
MALFORMED = [  # 写坏了的链接：渲染出来是纯文字，凭据就丢了
    (re.compile(r"\]（[^）\n]*#[^）\n]*）"), "链接的括号要用半角 ("),
    (re.compile(r"【[^】\n]*】\([^)\n]*\)"), "链接的方括号要用半角 ["),
    (re.compile(r"\][ \t]+\([^)\n]*#[^)\n]*\)"), "] 与 ( 之间不能有空格"),
    (re.compile(r"\]\([^)\n]*$", re.M), "链接没有闭合"),
    (re.compile(r"^\[(?!\^)[^\]\n]+\]:[ \t]", re.M), "不用引用式链接，改成 [文字](地址)"),
    (re.compile(r"[０-９％]"), "全角数字，改成半角"),
    (re.compile(r"(?<![A-Za-z0-9])[0-9]+(?:\.[0-9]+)?[-~～—-][0-9]"), "范围用 – 连接，如 0.1–0.3"),
]
# 检查器不懂的限定词：不懂就没法判「多于 3」对不对，所以要换成懂的
_LOOSE_HEDGE_BEFORE = re.compile(
    r"(?:最多|最少|不低于|不高于|不少于|逾|多于|少于|高于|低于|大于|小于|几乎|将近|接近|差不多|不足)[ ]?\[?$"
)
_LOOSE_HEDGE_AFTER = re.compile(
    r"^(?:\]\([^)\n]*\))?[ ]?[个条次篇层种]?(?:左右|上下|以上|以下|以内|余|多(?=[个条次篇种倍万亿，。；、)）]))"
)
# —— 链接 ——

LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\((?P<dest>[^()\s]*)(?:[ ]+\"[^\"\n]*\")?\)")
AUTOLINK = re.compile(r"<(?P<dest>[a-z]+:[^<>\s]+)>")
HTML_LINK = re.compile(r'<a\b[^>\n]*?href="(?P<dest>[^"\n]*)"[^>\n]*>(?P<text>(?:(?!</a>).)*)</a>', re.S)


@dataclass(frozen=True)
class Mention:
    """读者看得见的一个数。start、end 是它在源文件里的偏移。"""

    start: int
    end: int
    text: str
    hedge: str = ""
    dest: str = ""  # 链接地址：由片段算出
    note: str = ""  # 脚注的名字：引自原文
    exempt: str = ""  # 豁免的理由


@dataclass
class Page:
    """一页正文，或被正文引入的一张 SVG。"""

    path: Path
    source: str
    name: str = ""  # 报错里的位置

    @classmethod
    def load(cls, path: Path, root: Path) -> "Page":
        """读一个文件，位置按相对 root 的路径报。决策卡合集读的是换过的文字，与网页上的一样。"""
        return cls(path, expand(path.read_text("utf-8"), root), path.relative_to(root).as_posix())

    def where(self, offset: int) -> str:
        """偏移在文件里的位置：`文件:行:列`，行列从一数起。"""
        line = self.source.count("\n", 0, offset) + 1
        column = offset - self.source.rfind("\n", 0, offset)
        return f"{self.name}:{line}:{column}"

    @cached_property
    def text(self) -> str:
        """读者看得见的字，其余涂成空格，长度与源文件相同。"""
        text = self.source
        for hidden in HIDDEN.values():
            text = hidden.erase(text)
        return text

    @cached_property
    def markup(self) -> str:
        """代码、公式、注释涂掉之后的源文件，其余的记号都在：链接、脚注、算式与写坏的写法在这里找。"""
        text = HIDDEN["代码块"].erase(HIDDEN["页首设置"].erase(self.source))
        for pattern in (RAW, FORMULA, CODE):  # 整段涂掉，反引号里的数、属性里的字也不留：那里没有链接
            text = _erase(pattern, text)
        return text

    @cached_property
    def links(self) -> list[tuple[int, int, str]]:
        """每个链接文字的 (起, 止, 地址)。"""
        found = [*LINK.finditer(self.markup), *HTML_LINK.finditer(self.markup)]
        bare = [(m.start("dest"), m.end("dest"), m["dest"]) for m in AUTOLINK.finditer(self.markup)]
        return sorted([(m.start("text"), m.end("text"), m["dest"]) for m in found] + bare)

    @cached_property
    def notes(self) -> dict[str, re.Match]:
        """脚注名 → 它的定义：NOTE 认出的那一段。"""
        return {m["id"]: m for m in NOTE.finditer(self.source)}

    @cached_property
    def includes(self) -> list[tuple[int, str]]:
        """引入的文件：(偏移, 文件名)。"""
        return [(m.start("file"), m["file"]) for m in re.finditer(INCLUDE, self.source, re.M)]

    @cached_property
    def formulas(self) -> list[tuple[int, str]]:
        """公式的 (偏移, 源码)，不带美元号。"""
        text = HIDDEN["行内代码"].erase(HIDDEN["代码块"].erase(self.source))  # 代码里的美元号不是公式
        return [
            (m.start() + len(m[0]) - len(m[0].lstrip("$")), m[0].strip("$")) for m in re.finditer(FORMULA, text, re.S)
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """每个看得见的数。读不懂的数字也在里面（text 是那一串字），由 book 报错。"""
        exempt = [(m.start(), m.end(), why) for why, p in _EXEMPT.items() for m in p.finditer(self.text)]
        found = []
        covered = 0
        # 后两种式样认读不懂的：宁可多报一个，不可漏看一个
        for match in re.finditer(f"{QUANTITY.pattern}|[0-9][0-9A-Za-z_.,-]*[0-9A-Za-z]|[0-9]", self.text):
            start, end = match.span()
            if start < covered:  # 豁免的那一段可能比一个数长：2026-11-22
                continue
            why = next(((b, w) for a, b, w in exempt if a <= start < b), None)
            if why:
                found.append(Mention(start, min(end, why[0]), self.source[start : min(end, why[0])], exempt=why[1]))
                covered = why[0]
                continue
            dest = next((d for a, b, d in self.links if a <= start and end <= b), "")
            hedge = _hedge(self.source, start)
            found.append(Mention(start, end, self.source[start:end], hedge, dest, "" if dest else self._note(end)))
            covered = end
        return found

    @cached_property
    def spelled(self) -> list[han.Spelled]:
        """看得见的字里，汉字写的、要有凭据的数。"""
        return han.spelled(self.text)

    def _note(self, end: int) -> str:
        """数后面同一句（同一格）里最近的脚注。"""
        match = re.match(r"[^。！？；|\n]*?\[\^([^\]\s]+)\]", self.markup[end:])
        return match[1] if match else ""


def _hedge(source: str, start: int) -> str:
    """紧挨在数前面的限定词，没有则为空；限定词可以写在链接里，也可以写在它前面。"""
    before = source[max(0, start - 6) : start].rstrip(" [\u00a0")
    return next((h for h in sorted(HEDGES, key=len, reverse=True) if before.endswith(h)), "")


def loose_hedge(page: Page, mention: Mention) -> str:
    """数旁边认不出的限定词（至少、左右、以上……），没有则为空。"""
    before = _LOOSE_HEDGE_BEFORE.search(page.source[max(0, mention.start - 6) : mention.start])
    after = _LOOSE_HEDGE_AFTER.search(page.source[mention.end : mention.end + 80])
    return before[0].strip(" [") if before else re.sub(r"\]\([^)]*\)", "", after[0]).strip() if after else ""


def malformed(page: Page) -> list[tuple[int, str]]:
    """写坏了的链接、全角数字、汉字写的数：(偏移, 怎么改)。"""
    found = [(m.start(), f"{m[0]!r}：{why}") for p, why in MALFORMED for m in p.finditer(_readable(page))]
    found += [(m.start(), f"{m[0]!r}：用阿拉伯数字写，好让检查看见") for m in SPELLED.finditer(page.text)]
    return sorted(found)


def _readable(page: Page) -> str:
    """写坏的链接要在看得见的字里找，但要留着括号：脚注、日期与网址先涂掉。"""
    text = page.markup
    for pattern in (NOTE.pattern, BARE_URL, *EXEMPT.values()):
        text = _erase(pattern, text)
    return text
