"""印成 PDF：整书一个，另有决策卡一份（工程师、产品经理各一张 A4）。"""

import contextlib
import io
import re
import unicodedata

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from bookkit.commands import edition

_MAPPING = re.compile(rb"<(\w+)> (?:<(\w+)> )?<(\w{4})>\n")
_RADICALS = "".join(map(chr, range(0x2F00, 0x2FD6)))  # 康熙部首；下面一行是不在其中的简体部首
_IDEOGRAPHS = str.maketrans(
    _RADICALS + "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    unicodedata.normalize("NFKC", _RADICALS) + "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
PRINT = dict(prefer_css_page_size=True, print_background=True)


def main():
    """写 dist/zhuhun.pdf 与 dist/zhuhun-cards.pdf。"""
    with edition.built() as site, edition.chrome() as chrome:
        edition.write("zhuhun.pdf", book(site, chrome))
        edition.write("zhuhun-cards.pdf", cards(site, chrome))


def book(site, chrome, only=None):
    """整书的 PDF，字节：书签、页眉、能点的目录与站内链接。only：只要这几页。

    浏览器数得出每页的页码，却不会写进目录：先排一遍，读出各处在第几页，填进目录再排一遍。
    """
    with edition.opened(chrome, edition.compose(site, only)) as page:
        draft = PdfReader(io.BytesIO(page.pdf(**PRINT)))
        numbers = {name: draft.get_destination_page_number(d) + 1 for name, d in draft.named_destinations.items()}
        page.evaluate("fillNumbers", {name.lstrip("/"): n for name, n in numbers.items()})
        return _written(PdfWriter(clone_from=io.BytesIO(page.pdf(**PRINT, outline=True, tagged=True))))


def cards(site, chrome):
    """决策卡的 PDF，字节：一个角色一张。"""
    both = PdfWriter()
    with contextlib.closing(chrome.new_page()) as page:
        page.goto((site / "cards.html").as_uri())
        for role in ("engineer", "manager"):
            page.locator("article").evaluate("(article, role) => { article.dataset.role = role; }", role)
            both.append(io.BytesIO(page.pdf(**PRINT)))
    return _written(both)


def _written(document):
    """PdfWriter → 字节，改掉浏览器写的两处。

    思源黑体里「目」与部首「⽬」是同一个字形，浏览器记下的是后一个，在 PDF 里搜「目光」就搜不到。
    标题被挤到下一页的，它在书签里写了两遍。
    """
    for item in document._objects:
        if isinstance(item, dict) and "/ToUnicode" in item:
            table = item["/ToUnicode"].get_object()
            table.set_data(_MAPPING.sub(_unify, table.get_data()))
        elif isinstance(item, dict) and "/Title" in item and "/Parent" in item:
            title = item["/Title"]
            if title == title[: len(title) // 2] * 2:
                item[NameObject("/Title")] = TextStringObject(title[: len(title) // 2])
    data = io.BytesIO()
    document.write(data)
    return data.getvalue()


def _unify(match):
    """字形与汉字对照表里的一行：<字形> <字>，或 <头一个字形> <末一个> <头一个字>，后面的依次递增。"""
    first, last, letter = match.groups()
    count = int(last, 16) - int(first, 16) + 1 if last else 1
    letters = "".join(chr(int(letter, 16) + place) for place in range(count)).translate(_IDEOGRAPHS)
    codes = " ".join(f"<{ord(c):04X}>" for c in letters).encode()
    return b"<%s> <%s> [%s]\n" % (first, last, codes) if last else b"<%s> %s\n" % (first, codes)


if __name__ == "__main__":
    main()
