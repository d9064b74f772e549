"""带得走的各种版本：解开就能读的 zip、PDF、EPUB。"""

import contextlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from bookkit.commands import edition, epub, offline, pdf
from tests.support import ROOT, until

pytestmark = pytest.mark.browser
# 有流程图、公式、图、宽表、部件、脚注，跨部互相链着的几页；整书要排几分钟
SOME = ("index", "attention", "block", "cost", "cards", "timeline")
XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"


@contextlib.contextmanager
def fonts():
    """没有中文字体的机器上排不了书：照它自己的说法跳过。"""
    try:
        yield
    except SystemExit as missing:
        if str(missing) != edition.NO_FONT:
            raise
        pytest.skip(edition.NO_FONT)


@pytest.fixture(scope="module")
def mirror(site, tmp_path_factory):
    """站点的替身，可以往里写：别的测试正在读那一份。"""
    folder = tmp_path_factory.mktemp("书 稿")
    for entry in site.iterdir():
        (folder / entry.name).symlink_to(entry)
    return folder


# —— 解开就能读 ——


def test_the_unpacked_zip_opens_from_disk_and_can_be_searched(site, visit, tmp_path):
    packed = zipfile.ZipFile(io.BytesIO(offline.archive(site)))
    packed.extractall(tmp_path / "解 开")
    page = visit((tmp_path / "解 开/zhuhun/index.html").as_uri())
    page.get_by_role("link", name="注意力：目光").first.click()
    until(page, "document.querySelector('.katex') && !document.querySelector('pre.mermaid')")
    page.keyboard.press("f")
    page.keyboard.type("困惑度")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.offsite == []


def test_the_zip_holds_the_whole_site_and_no_path_of_this_machine(site):
    packed = zipfile.ZipFile(io.BytesIO(offline.archive(site)))
    assert {n.removeprefix("zhuhun/") for n in packed.namelist()} == {
        p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()
    }
    for place in (str(ROOT), str(site)):
        assert [n for n in packed.namelist() if place.encode() in packed.read(n)] == []


def test_building_twice_gives_the_same_bytes(site, monkeypatch):
    """另建一份，散列种子不同；两份只有站点地图里的日期可以不同，而它照 SOURCE_DATE_EPOCH。"""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with edition.built() as again:
        files = {p.relative_to(again) for p in again.rglob("*") if p.is_file()}
        dated = {p for p in files if p.name.startswith("sitemap.xml")}
        assert files == {p.relative_to(site) for p in site.rglob("*") if p.is_file()}
        assert [p for p in files - dated if (site / p).read_bytes() != (again / p).read_bytes()] == []
        assert "<lastmod>2026-09-21</lastmod>" in (again / "sitemap.xml").read_text("utf-8")
    first, second = (offline.pack({"mimetype": b"a", "b/c": "丙"}) for _ in range(2))
    assert first == second


# —— PDF ——


@pytest.fixture(scope="module")
def printed(mirror, browser):
    with fonts():
        return PdfReader(io.BytesIO(pdf.book(mirror, browser, SOME)))


def bookmarks(entries, depth=0):
    """书签摊平：[(第几层, 标题)]。"""
    for entry in entries:
        if isinstance(entry, list):
            yield from bookmarks(entry, depth + 1)
        else:
            yield depth, entry.title


def links(document):
    """每条链接：(在第几页, 它的动作或去处)。"""
    for number, page in enumerate(document.pages, 1):
        for note in page.get("/Annots", ()):
            if note.get_object()["/Subtype"] == "/Link":
                yield number, note.get_object()


def test_the_pdf_has_bookmarks_by_part_chapter_and_section(printed):
    found = list(bookmarks(printed.outline))
    assert [title for depth, title in found if depth == 0] == [
        "目录",
        "铸造一个数字灵魂",
        "第一部 身体",
        "第四部 共舞",
        "附录",
    ]
    assert (1, "注意力：目光") in found and (2, "一个词怎样知道自己是什么意思") in found
    assert (1, "编年史") in found


def test_every_link_inside_the_book_lands_on_a_page_and_none_on_this_machine(printed):
    places = printed.named_destinations
    inside = outside = 0
    for number, link in links(printed):
        if (target := link.get("/Dest")) is not None:
            assert printed.get_destination_page_number(places[str(target)]) >= 0
            inside += 1
        else:
            assert link["/A"]["/URI"].startswith("http"), f"第 {number} 页"
            outside += 1
    assert inside > 300 and outside > 30
    assert all(len(name.encode()) < 128 for name in places)  # PDF 里的名字最长 127 字节


def test_the_contents_give_the_page_each_section_is_on(printed):
    places = printed.named_destinations
    text = re.sub(r"\s", "", printed.pages[1].extract_text())
    for title, page in (("注意力：目光", "attention"), ("账单", "cost"), ("编年史", "timeline")):
        assert f"{title}{printed.get_destination_page_number(places['/' + page]) + 1}" in text


def test_every_page_names_its_chapter_and_the_text_can_be_copied(printed):
    place = printed.get_destination_page_number(printed.named_destinations["/attention"])
    for number in (place, place + 1):
        text = printed.pages[number].extract_text()
        assert "注意力：目光" in text and "第一部 身体" in text and str(number + 1) in text
    assert "注意力让每个词自己决定看谁" in printed.pages[place].extract_text()


def test_every_font_is_embedded(printed):
    """Type 3 的字形本来就写在文件里；别的要有字体文件。"""
    for page in printed.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                inner = inner.get_object()
                assert inner["/Subtype"] == "/Type3" or {"/FontFile", "/FontFile2", "/FontFile3"} & set(
                    inner["/FontDescriptor"]
                )


def test_no_page_is_left_mostly_blank(printed):
    """除了每章的最后一页，最低的字要排过将近一半。"""
    starts = {printed.get_destination_page_number(printed.named_destinations[f"/{page}"]) for page in SOME}
    for number, page in enumerate(printed.pages):
        if number < 2 or number + 1 in starts or number + 1 == len(printed.pages):
            continue
        heights = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: (
                heights.append(cm[1] * tm[4] + cm[3] * tm[5] + cm[5]) if text.strip() else None
            )
        )
        lowest = min(y for y in heights if y > 50)  # 页码在下边距里
        assert lowest < float(page.mediabox.height) * 0.55, f"第 {number + 1} 页：{page.extract_text()[:40]}"


@pytest.mark.usefixtures("printed")  # 没有中文字体就一起跳过
def test_cards_print_on_one_sheet_for_each_role(mirror, browser):
    sheets = PdfReader(io.BytesIO(pdf.cards(mirror, browser))).pages
    assert len(sheets) == 2
    for sheet, own, other in zip(sheets, ("工程师：", "产品经理："), ("产品经理：", "工程师：")):
        assert own in sheet.extract_text() and other not in sheet.extract_text()


# —— EPUB ——


@pytest.fixture(scope="module")
def ebook(mirror, browser):
    with fonts():
        return zipfile.ZipFile(io.BytesIO(epub.book(mirror, browser, SOME)))


@pytest.fixture(scope="module")
def pages(ebook):
    """文件名 → 解析好的 XHTML。"""
    names = [n for n in ebook.namelist() if n.endswith(".xhtml")]
    return {n.removeprefix("book/"): ElementTree.fromstring(ebook.read(n)) for n in names}


def test_the_epub_lists_all_its_files_and_says_what_is_in_them(ebook, pages):
    assert ebook.namelist()[0] == "mimetype" and ebook.infolist()[0].compress_type == zipfile.ZIP_STORED
    package = ElementTree.fromstring(ebook.read("book/package.opf"))
    items = {i.get("href"): i.get("properties") or "" for i in package.iter(f"{OPF}item")}
    assert {f"book/{name}" for name in items} == {n for n in ebook.namelist() if n.startswith("book/")} - {
        "book/package.opf"
    }
    assert len(package.findall(f"{OPF}spine/{OPF}itemref")) == len(SOME) + 2  # 封面与目录
    for name, root in pages.items():
        assert ("mathml" in items[name]) == (root.find(".//{http://www.w3.org/1998/Math/MathML}math") is not None)
        assert ("svg" in items[name]) == (root.find(".//{http://www.w3.org/2000/svg}svg") is not None)


def test_every_link_in_the_epub_lands_on_something(pages):
    ids = {name: {e.get("id") for e in root.iter()} for name, root in pages.items()}
    count = 0
    for name, root in pages.items():
        for element in root.iter():
            target = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
            if ".xhtml" in target:
                page, _, anchor = target.partition("#")
                assert page in pages and (not anchor or anchor in ids[page]), f"{name}: {target}"
                count += 1
    assert count > 300


def test_code_output_formulas_and_diagrams_are_all_in_the_epub(pages):
    attention = pages["attention.xhtml"]
    text = lambda e: "".join(e.itertext())
    assert any("def mix" in text(e) or "sqrt" in text(e) for e in attention.iter(f"{XHTML}pre"))
    assert any("0.7132" in text(e) for e in attention.iter(f"{XHTML}pre"))
    assert not any("katex" in (e.get("class") or "") or "mermaid" in (e.get("class") or "") for e in attention.iter())
    diagram = next(e for e in attention.iter("{http://www.w3.org/2000/svg}svg") if "查询" in text(e))
    assert diagram.get("viewBox") and "flowchart TD" not in text(attention)


def test_epubcheck_has_nothing_to_say(ebook, tmp_path):
    checker = shutil.which("epubcheck")
    if not checker or not shutil.which("java"):
        pytest.skip("没装 epubcheck：apt install epubcheck")
    book = tmp_path / "book.epub"
    book.write_bytes(ebook.fp.getbuffer())
    command = ["java", "-jar", checker] if Path(checker).read_bytes()[:2] == b"PK" else [checker]  # Debian 装的是 jar
    check = subprocess.run([*command, str(book)], capture_output=True, encoding="utf-8", errors="replace")
    assert check.returncode == 0, check.stdout + check.stderr
