"""这本书本身：每个片段、每一页、全书的账，还有构建出的站点。"""

import functools
import re

import pytest

from bookkit.markdown.katex import FormulaError, render
from bookkit.numbers import rendered, snippet
from bookkit.numbers.book import ANCHOR, Book
from tests.support import ROOT, fail

BOOK = Book(ROOT)
PAGES = [p.path.stem for p in BOOK.pages]


@pytest.fixture
def book(update):
    """此刻盘上的书：--update 可能刚改过它，那时每条测试都重读。"""
    return Book(ROOT) if update else BOOK


@pytest.fixture
def page(book, name):
    return next(p for p in book.pages if p.path.stem == name)


@pytest.mark.parametrize("path", BOOK.paths, ids=lambda p: p.stem)
def test_snippet_prints_its_golden_output(path, update, request):
    """平时只在头一种环境里跑；要重写金样，先得两种环境里一样。--changed：上次跑通之后什么也没变的，不再跑。"""
    cache, fingerprint = request.config.cache, snippet.fingerprint(path)
    if (
        request.config.getoption("--changed")
        and fingerprint
        and fingerprint == cache.get(f"snippets/{path.stem}", None)
    ):
        pytest.skip("上次跑通之后没变")
    stdout, problems = snippet.run(path, snippet.ENVIRONMENTS if update else snippet.ENVIRONMENTS[:1])
    fail(problems or snippet.check(path, stdout, update=update))
    cache.set(f"snippets/{path.stem}", fingerprint)


@pytest.mark.again
@pytest.mark.parametrize("path", BOOK.paths, ids=lambda p: p.stem)
def test_snippet_prints_the_same_with_other_hashes_and_threads(path):
    stdout, problems = snippet.run(path, snippet.ENVIRONMENTS[1:])
    fail(problems or [f"换了哈希种子与线程数：{problem}" for problem in snippet.check(path, stdout)])


@pytest.mark.parametrize("name", PAGES)
def test_every_number_has_its_evidence(book, page, update):
    problems = book.check_page(page)
    fail([*(book.update(page) if update else ()), *(p for p in problems if not (update and p.fix))])


def test_nothing_is_printed_or_written_in_vain(book):
    fail(book.check_coverage())


@pytest.mark.parametrize("name", PAGES)
def test_formulas_can_be_typeset(page):
    problems = []
    for offset, tex in page.formulas:
        try:
            render(tex)
        except FormulaError as error:
            problems.append(f"{page.where(offset)}: {error}")
    fail(problems)


@functools.cache  # 几个进程分着测，各进程只读轮到它的页
def load(path):
    return rendered.Rendered.load(path)


@pytest.fixture
def seen(site, name):
    """读者看见的这一页。"""
    return load(site / f"{name}.html")


@pytest.fixture(scope="module")
def anchors(site):
    """页名 → 那一页的全部锚点。"""
    return {p.path.name: rendered.ids((site / f"{p.path.stem}.html").read_text("utf-8")) for p in BOOK.pages}


@pytest.mark.parametrize("name", PAGES)
def test_scanner_sees_what_the_reader_sees(book, page, seen):
    fail(rendered.compare(page, book.figures(page), seen))


@pytest.mark.parametrize("name", PAGES)
def test_number_links_survive_the_build(book, page, seen):
    written = [(p.source[a:b], d) for p in (page, *book.figures(page)) for a, b, d in p.links if ANCHOR.fullmatch(d)]
    built = [(t, d.replace(".html#", ".md#")) for t, d in seen.links if "." in d.partition("#")[2]]
    strip = lambda links: sorted((re.sub(r"<[^>]+>|\s", "", t), d) for t, d in links)
    assert strip(written) == strip(built)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(page, anchors):
    """站内链接的页与锚点都在；站外链接写得合法（通不通由每周的外链检查管）。"""
    problems = []
    for start, _, dest in page.links:
        target, _, anchor = dest.partition("#")
        if re.match(r"[a-z]+:", dest):
            if not re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(?:/\S*)?|mailto:\S+@\S+", dest):
                problems.append(f"{page.where(start)}: 网址 {dest} 不合法")
            continue
        name = target or page.path.name
        if name not in anchors and not (page.path.parent / name).exists():
            problems.append(f"{page.where(start)}: 链接 {dest} 的页不存在（有：{'、'.join(anchors)}）")
        elif anchor and anchor not in anchors[name]:
            problems.append(f"{page.where(start)}: 链接 {dest} 的锚点不存在")
    fail(problems)


@pytest.mark.parametrize("name", PAGES)
def test_headings_do_not_steal_the_dot(book, page, anchors):
    """「片段.名」里的点是标记，标题的锚点不得含点。"""
    names = {f"{o.stem}.{n}" for o in book.outputs.values() for n in o.values}
    fail(
        [
            f"{page.name}:1:1: 锚点 {i} 含点号却不是片段的输出"
            for i in anchors[page.path.name]
            if "." in i and i not in names
        ]
    )


@pytest.mark.parametrize("name", PAGES)
def test_no_naked_asterisks(page, seen):
    """中文标点紧挨着 ** 时强调会失效，星号原样露出来。"""
    naked = re.findall(r"\*\*[^*\n]{0,6}", seen.text)
    fail(
        [
            f"{page.where(max(page.source.find(text), 0))}: 网页上露出了 {text!r}：** 要紧贴文字，与标点之间留空或换个说法"
            for text in naked
        ]
    )


@pytest.mark.parametrize("name", PAGES)
def test_tally_is_counted_not_typed(book, page, site):
    computed, stored, cited = book.tally(page)
    said = f"本页 {computed + stored + cited} 个数：{computed} 个由代码印出（假设写在代码里），{stored} 个取自存档，{cited} 个有出处。"
    assert said in (site / f"{page.path.stem}.html").read_text("utf-8")


def test_the_build_gives_no_warning(warnings):
    fail(warnings)


def test_site_asks_nothing_of_other_hosts(site):
    """构建出的每个文件里，没有会让浏览器去外站取东西的标记。"""
    loads = re.compile(
        r"""<(?:script|link|img|iframe|source|video|audio)\b[^>]*\b(?:src|href)=["']?(https?:)?//[^"'>\s]+|@import[^;]+https?://|url\(["']?https?://"""
    )
    problems = []
    for file in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = file.read_text("utf-8")
        for m in loads.finditer(text):
            if not re.search(r'rel=["\']?canonical', text[m.start() : text.index(">", m.start())]):
                problems.append(f"{file.relative_to(site)}: {m[0]}")
    fail(problems)


def test_page_declares_its_language(site):
    fail(
        [
            f"{f.name} 没有 lang=zh-CN"
            for f in site.glob("*.html")
            if not re.search(r'<html[^>]* lang="zh-CN"', f.read_text("utf-8"))
        ]
    )


def test_a_wrong_address_is_answered_in_chinese(site):
    text = (site / "404.html").read_text("utf-8")
    assert "没有这一页" in text and "Not found" not in text
