"""装成 EPUB 3：一章一个文件，公式是 MathML，图是 SVG，代码与输出都在。

包的格式只有四个文件要写，直接写：现成的库会把 SVG 的大小写改坏，也不让定时刻，两次构建就不同了。
"""

import uuid
from html import escape

from bookkit.commands import edition
from bookkit.commands.offline import pack

COVER = dict(width=1200, height=1800)
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">
<head><title>{title}</title><link rel="stylesheet" href="epub.css"/></head>
<body>{body}</body></html>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>zh-CN</dc:language>
<dc:rights>{rights}</dc:rights>
<meta property="dcterms:modified">{moment}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta name="cover" content="cover-image"/>
</metadata>
<manifest>
<item id="cover-image" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="style" href="epub.css" media-type="text/css"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/>{spine}</spine>
</package>
"""


def main():
    """写 dist/zhuhun.epub。"""
    with edition.built() as site, edition.chrome() as chrome:
        edition.write("zhuhun.epub", book(site, chrome))


def book(site, chrome, only=None):
    """整书的 EPUB，字节。only：只要这几页。"""
    with edition.opened(chrome, edition.compose(site, only), viewport=COVER) as page:
        image = page.locator(".cover").screenshot()
        chapters = {chapter["id"]: chapter for chapter in page.evaluate("chaptersAsXhtml()")}
    title = f"{edition.TITLE}：{edition.SUBTITLE}"
    items = "\n".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{_properties(chapter)}/>'
        for name, chapter in chapters.items()
    )
    package = PACKAGE.format(
        id=uuid.uuid5(uuid.NAMESPACE_URL, title), title=title, rights=edition.RIGHTS, items=items,
        moment=f"{edition.date():%Y-%m-%dT%H:%M:%SZ}", spine="".join(f'<itemref idref="{name}"/>' for name in chapters),
    )  # fmt: skip
    cover = f'<section class="cover" epub:type="cover"><img src="cover.png" alt="{title}"/></section>'
    files = {
        "mimetype": b"application/epub+zip",  # 要排第一、不压缩
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": package,
        "book/nav.xhtml": XHTML.format(title="目录", body=_nav(chapters)),
        "book/cover.xhtml": XHTML.format(title=title, body=cover),
        "book/cover.png": image,
        "book/epub.css": (edition.HERE / "epub.css").read_text("utf-8"),
        **{f"book/{name}.xhtml": XHTML.format(title=c["title"], body=c["xhtml"]) for name, c in chapters.items()},
    }
    return pack(files)


def _properties(chapter):
    found = " ".join(kind for kind, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in chapter["xhtml"])
    return f' properties="{found}"' if found else ""


def _nav(chapters):
    """目录：部 → 章 → 节。"""
    parts = []
    for part, inside in edition.contents():
        entries = [_entry(chapters[page]) for _, page in inside if page in chapters]
        if part and entries:
            first = next(page for _, page in inside if page in chapters)
            entries = [f'<li><a href="{first}.xhtml">{part}</a><ol>{"".join(entries)}</ol></li>']
        parts += entries
    return f'<nav epub:type="toc"><h1>目录</h1><ol>{"".join(parts)}</ol></nav>'


def _entry(chapter):
    link = lambda target, title: f'<a href="{chapter["id"]}.xhtml{target}">{escape(title)}</a>'
    sections = "".join(f"<li>{link(f'#{id}', title)}</li>" for id, title in chapter["sections"])
    return f"<li>{link('', chapter['title'])}{f'<ol>{sections}</ol>' if sections else ''}</li>"


if __name__ == "__main__":
    main()
