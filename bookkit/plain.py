"""给机器读的文本：每页一份 Markdown（片段与输出都展开），全书一份，另有 llms.txt（格式见 llmstxt.org）列出它们。

页里只有本站认的写法（引入片段、点得动的数、部件）换成普通的 Markdown，别的照作者写的。
"""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from mkdocs.utils.meta import get_data

from bookkit import ROOT
from bookkit.markdown.cards import expand
from bookkit.numbers.book import ANCHOR

INTRODUCTION = (
    "中文书，写给全栈工程师、技术主管和产品经理。每页一份 Markdown：片段的代码紧接着它的输出，"
    "正文里的数由输出里的「名=值」算出，或引自脚注里的原文。"
)
_INCLUDE = re.compile(r'^(?P<before>[> ]*)--8<-- "(?P<file>[^"\n]+)"$', re.M)
_ADMONITION = re.compile(r'^(?P<mark>!!!|\?\?\?)\+? \w+ "(?P<title>.*)"\n(?P<body>(?:\n|    .*\n)+)', re.M)
_FENCE = re.compile(r'^(?P<before> *)``` python title="(?P<title>[^"]+)".*$', re.M)
_RULES = (  # 依次换掉
    (re.compile(r"<!--.*?-->\n*", re.S), ""),
    (re.compile(rf"\[([^\]\n]+)\]\({ANCHOR.pattern}\)"), r"\1"),  # 数：它的来处就在上面的输出里
    (re.compile(r"^( *)<soul-.*\n", re.M), r"\1（网页上，这里有一个可以动手的部件。）\n"),
    (re.compile(r"^</?(?:figure|div).*>\n|^ *<(button|p class=\"roles\").*\n|^\{ .*\}\n", re.M), ""),
    (re.compile(r"</?figcaption>|\{ \.[\w-]+ \}"), ""),
    (re.compile(r"^``` mermaid$", re.M), "```mermaid"),
    (_FENCE, r"\g<before>`\g<title>`：\n\n\g<before>```python"),
)


def plain(source, root=ROOT):
    """一页的源文件（不含页首设置）→ 普通的 Markdown。"""
    text = expand(source, root)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    text = re.sub(r"\n{3,}", "\n\n", _ADMONITION.sub(_open, text + "\n"))
    return _INCLUDE.sub(lambda m: _indent(_included(root / "snippets" / m["file"]), m["before"]), text.strip()) + "\n"


def _open(match):
    """提示框写成引文；折叠的（片段、自测）写成粗体的一行，下面接着内容。"""
    body = re.sub(r"^    ", "", match["body"], flags=re.M).strip("\n")
    opened = f"**{match['title']}**\n\n{body}\n"
    return _indent(opened, "> ") + "\n\n" if match["mark"] == "!!!" else opened + "\n"


def _indent(text, before):
    return "\n".join((before + line).rstrip() for line in text.rstrip("\n").split("\n"))


def _included(path):
    """引入的文件展开成什么：代码照抄；输出成文本块，表成 Markdown 的表；图只留替代文字。"""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text
    html = BeautifulSoup(text, "html.parser")
    if path.suffix == ".svg":
        return f"（图：{html.svg['aria-label']}）"
    if html.pre:
        label = "输出（存档）" if "archived" in html.pre["class"] else "输出"
        return f"{label}：\n\n```text\n{html.pre.get_text().strip()}\n```"
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in html.find_all("tr")]
    rows = [row + [""] * (len(rows[0]) - len(row)) for row in rows]  # 分组的那一行只有一格
    rows.insert(1, ["---"] * len(rows[0]))
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{html.caption.get_text()}\n\n{table}" if html.caption else table


def write(config):
    """把各页的 Markdown、llms.txt 与 llms-full.txt 写进站点，次序与分组照 nav。config 是 MkDocs 的设置。"""
    folder = Path(config.site_dir)
    index, whole = [f"# {config.site_name}", f"> {config.site_description}", INTRODUCTION], []
    for entry in config.nav:
        [(part, inside)] = entry.items()
        pages = [(part, inside)] if isinstance(inside, str) else [pair for page in inside for pair in page.items()]
        lines = []
        for title, name in pages:
            source, about = get_data((ROOT / "docs" / name).read_text("utf-8-sig"))
            text = plain(source)
            (folder / name).write_text(text, "utf-8")
            whole.append(text)
            lines.append(f"- [{title}]({name}): {about['description']}")
        index.append(f"## {part}\n\n" + "\n".join(lines))
    index.append("## Optional\n\n- [全书一个文件](llms-full.txt): 上面各页依次拼在一起")
    (folder / "llms.txt").write_text("\n\n".join(index) + "\n", "utf-8")
    (folder / "llms-full.txt").write_text("\n---\n\n".join(whole), "utf-8")
