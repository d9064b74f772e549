"""代码与输出合一：片段印出的值写在印它的那一行右边，输出块里只留表格与文字。

金样不动，合一发生在构建时。输出块里的 `名=值` 行只是藏起来：收起代码、改代码时要看全文，「运行」也拿它对照。
长的整数，代码右边的与正文里的，分节是同一种样子。
"""

import html
import re

from markdown import Extension
from markdown.postprocessors import Postprocessor

from bookkit import ROOT
from bookkit.numbers.snippet import print_lines

# 片段的代码紧接着它的输出；代码收在折叠块里的，输出在折叠块外，不合一
PAIR = re.compile(
    r'(?P<before><div class="highlight"><span class="filename">(?P<file>snippets/[\w-]+/(?P<stem>\w+)\.py)</span>'
    r"<pre><span></span><code>)(?P<code>(?:(?!</code>).)*)(?P<between></code></pre></div>\s*)"
    r'<pre class="(?P<kind>output[^"]*)"(?P<day>[^>]*)><code>(?P<output>.*?)</code></pre>',
    re.S,
)
NAMED = re.compile(r'<span id="(?P<id>\w+\.(?P<name>\w+))">(?P<line>\w+=(?P<value>.*?))</span>\n')
HEADING = re.compile(r'(?P<line>[^\n<]+)\n(?=<span id=")')  # 紧接着 `名=值` 的一行
ASIDE = re.compile(r'<span class="aside">.*?\n</span>')
NAMES = re.compile(r'(?:<span class="aside"><span data-name=[^>]*>.*?</span>\n</span>)+')  # 连着的几行「名=值」
LONG = re.compile(r"(?<![\d.])\d{6,}")
NUMBER = re.compile(r'(?P<open><a class="number"[^>]*>)(?P<value>[^<]+)(?=</a>)')  # 正文里指向片段的数


def fold(page: str) -> str:
    """把一页网页里每个片段的 `名=值` 行合到代码里；不认得的原样留着。"""
    return PAIR.sub(_fold_pair, page)


def _fold_pair(pair):
    path = ROOT / pair["file"]
    source, at = path.read_text("utf-8"), print_lines(path)
    lines = pair["code"].split("\n")
    values = {}  # 行号 → 印在那一行右边的

    def head(match):
        """值都并走了，照抄在代码里的小标题不必单独留下。"""
        return _aside(match["line"]) if f'print("{html.unescape(match["line"])}")' in source else match[0]

    def take(match):
        if match["id"] != f"{pair['stem']}.{match['name']}" or match["name"] not in at:
            return match[0]
        values.setdefault(at[match["name"]], []).append(
            f'<span class="printed" id="{match["id"]}" data-name="{match["id"]}"> {_grouped(match["value"])}</span>'
        )
        return _aside(match["line"], f'data-name="{match["id"]}"')

    output = NAMED.sub(take, HEADING.sub(head, pair["output"]))
    for number, shown in values.items():
        lines[number - 1] = f'<span class="printing">{lines[number - 1]}{"".join(shown)}</span>'
    code = "\n".join(lines)
    kind = pair["kind"] if ASIDE.sub("", output) else f"{pair['kind']} bare"
    output = NAMES.sub(r'<span class="names">\g<0></span>', output)
    return f'{pair["before"]}{code}{pair["between"]}<pre class="{kind}"{pair["day"]}><code>{output}</code></pre>'


def _aside(line, name=""):
    """输出块里平时藏着的一行；搜索索引里有代码那一份就够了。"""
    return f'<span class="aside"><span {name} data-search-exclude>{line}</span>\n</span>'


def _grouped(value):
    """六位以上的整数每三位一节，节与节之间的空是样式，不进文字。"""
    return LONG.sub(lambda m: re.sub(r"\d{1,3}(?=(?:\d{3})*$)", r"<span>\g<0></span>", m[0]), value)


class _Fold(Postprocessor):
    def run(self, text):
        return NUMBER.sub(lambda m: m["open"] + _grouped(m["value"]), fold(text))


class PrintedExtension(Extension):
    """要在原样 HTML 放回网页之后。"""

    def extendMarkdown(self, md):
        """挂上合一的一步。"""
        md.postprocessors.register(_Fold(md), "printed", 10)


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return PrintedExtension(**options)
