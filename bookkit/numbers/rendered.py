"""另一本账：构建出的网页里，读者看得见哪些数字、哪些链接。"""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

from bookkit.numbers.page import Page

UNSEEN = ".highlight, pre.output, table.data, .math, .headerlink, .footnote, sup[id^=fnref], .tally, .chapter, .chapter-part, script, style, .tabbed-labels input, input"


@dataclass
class Rendered:
    """一页构建出的网页。digits：正文里的每串数字，按出现次序；links：(文字, 地址)。"""

    digits: list[str]
    links: list[tuple[str, str]]
    text: str

    @classmethod
    def load(cls, path: Path) -> "Rendered":
        """读一页网页。看不见的从树里拿走，念得出的（替代文字、提示）补成字，余下的就是读者看见的。"""
        html = path.read_text("utf-8")
        article = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("article"))
        links = [
            (a.get_text(), a["href"])
            for a in article.find_all("a", href=True)
            if not a.find_parent(class_=["footnote", "tally"])
        ]
        for tag in article.select(UNSEEN):
            tag.decompose()
        for tag in article.select("code"):
            if not re.fullmatch(r"[-+−]?[0-9.,]+[%‰]?", tag.get_text()):
                tag.decompose()
        for tag in article.select("a.number span"):  # 分节的空是样式：拆掉那层，数还是连着的一串
            tag.unwrap()
        article.smooth()
        for tag in article.find_all(["img", "abbr", "a", "svg"]):
            spoken = [tag.get(k) for k in ("alt", "aria-label") if tag.get(k)]
            if tag.name == "a" and tag.get("title") and "number" not in tag.get("class", []):
                spoken.append(tag["title"])
            if spoken:
                tag.insert_before(f" {' '.join(spoken)} ")
        text = article.get_text("\n")
        return cls(re.findall("[0-9]+", text), links, text)


def ids(html: str) -> set[str]:
    """一页网页的全部锚点。"""
    return set(re.findall(r'<[^<>]*?\sid="([^"]*)"', html))


def digits(page: Page, figures: list[Page]) -> list[tuple[Page, int, str]]:
    """扫描器那本账：每串看得见的数字，连同它在哪；引入的图按引入的位置插进来。"""
    found = [(m.start(), page, m.start(), m[0]) for m in re.finditer("[0-9]+", page.text)]
    places = [offset for offset, name in page.includes if name.endswith(".svg")]
    for place, figure in zip(places, figures):
        found += [(place, figure, m.start(), m[0]) for m in re.finditer("[0-9]+", figure.text)]
    found.sort(key=lambda item: item[0])
    return [(p, at, run) for _, p, at, run in found]


def compare(page: Page, figures: list[Page], rendered: Rendered) -> list[str]:
    """两本账逐个相同；不同则说出第一处。"""
    ours = digits(page, figures)
    for (where, offset, run), seen in zip(ours, rendered.digits):
        if run != seen:
            return [
                f"{where.where(offset)}: 扫描器看见 {run}，网页上却是 {seen}：涂掉的规则漏了或多了，见 bookkit/numbers/page.py"
            ]
    if len(ours) > len(rendered.digits):
        where, offset, run = ours[len(rendered.digits)]
        return [f"{where.where(offset)}: 扫描器看见 {run}，网页上没有"]
    if len(ours) < len(rendered.digits):
        return [
            f"{page.name}:1:1: 网页上还有 {rendered.digits[len(ours)]} 等 {len(rendered.digits) - len(ours)} 串数字，扫描器没看见"
        ]
    return []
