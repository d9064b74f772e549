"""首屏有多重：手机打开一页、还没动手时，一共取了几样、压缩后多少字节。与机器忙不忙无关的数。"""

import gzip
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from fontTools.ttLib import TTFont

from tests.support import ROOT, until

PAGES = sorted(p.stem for p in (ROOT / "docs").glob("*.md"))
PHONE = dict(viewport={"width": 412, "height": 823}, is_mobile=True, has_touch=True)
FRAME = 26 * 1024  # 样式与脚本，每页都取
FONTS = 30 * 1024  # 公式的字体，有公式的页才取
FILES = 12
DIAGRAM_IN_VIEW = "document.querySelector('.mermaid').getBoundingClientRect().top < innerHeight"


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_the_first_screen_is_light(visit, site, name):
    page = visit(f"{name}.html", **PHONE)
    until(page, "document.readyState === 'complete'")
    page.evaluate("document.fonts.ready")
    urls = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    files = {unquote(urlsplit(url).path).partition(f"/{site.name}/")[2] for url in urls if url.startswith("http")}
    on_demand = {file for file in files if "assets/javascripts/" in file or "vendor/mermaid.js" in file}
    assert not on_demand or page.evaluate(DIAGRAM_IN_VIEW)  # 一打开就看得见流程图的，才为它装主题
    files -= on_demand
    weights = {file: len(gzip.compress((site / file).read_bytes(), 6)) for file in files - {"assets/favicon.svg"}}
    fonts = {file: weight for file, weight in weights.items() if file.endswith(".woff2")}
    assert sum(fonts.values()) < FONTS, fonts
    assert sum(weights.values()) - sum(fonts.values()) < FRAME, weights
    assert len(weights) < FILES, weights
    assert not [file for file in files if "search_index" in file]
    assert page.offsite == []


def test_formula_fonts_keep_every_glyph_in_use(site):
    printed = set()
    for page in site.glob("*.html"):
        formulas = BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer(class_="katex-html"))
        printed |= set(map(ord, formulas.get_text()))
    assert printed
    for original in sorted((ROOT / "theme/assets/vendor/katex/fonts").glob("*.woff2")):
        slimmed = site / "assets/vendor/katex/fonts" / original.name
        full, kept = (set(TTFont(path).getBestCmap()) for path in (original, slimmed))
        assert full & printed <= kept, original.name
        assert slimmed.stat().st_size < original.stat().st_size
