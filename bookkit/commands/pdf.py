"""印成 PDF：整书一个，另有决策卡一份（工程师、产品经理各一张 A4）。"""

import contextlib
import io

from pypdf import PdfReader, PdfWriter

from bookkit.commands import edition

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
        return page.pdf(**PRINT, outline=True, tagged=True)


def cards(site, chrome):
    """决策卡的 PDF，字节：一个角色一张。"""
    both = PdfWriter()
    with contextlib.closing(chrome.new_page()) as page:
        page.goto((site / "cards.html").as_uri())
        for role in ("engineer", "manager"):
            page.locator("article").evaluate("(article, role) => { article.dataset.role = role; }", role)
            both.append(io.BytesIO(page.pdf(**PRINT)))
    data = io.BytesIO()
    both.write(data)
    return data.getvalue()


if __name__ == "__main__":
    main()
