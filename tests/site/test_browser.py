"""真浏览器里的站点：零外站请求、断网也快、明暗、跳转、搜索、无脚本、手机宽、无障碍。"""

import functools
import http.server
import re
import socket
import threading

import pytest
from playwright.sync_api import sync_playwright

from bookkit.commands import browser as chromium
from bookkit.numbers.page import Page
from tests.support import ROOT, fail

pytestmark = pytest.mark.browser
PAGES = sorted(p.stem for p in (ROOT / "docs").glob("*.md"))
CHAPTERS = [p for p in PAGES if '.html"\n' in (ROOT / f"docs/{p}.md").read_text("utf-8")]  # 自己印数的页
AXE = ROOT / "node_modules/axe-core/axe.min.js"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(site):
    """从站点的上一级目录起服务：页面都在一个带中文与空格的子路径下。"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}"
    server.shutdown()


@pytest.fixture(scope="session")
def driver():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver):
    chrome = driver.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
    yield chrome
    chrome.close()


@pytest.fixture
def visit(browser, address):
    """打开一页，记下外站请求与控制台报错。"""
    contexts = []

    def go(name, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.offsite, page.complaints = [], []
        page.on(
            "request",
            lambda r: (
                page.offsite.append(r.url)
                if not r.url.startswith((address.rsplit("/", 1)[0], "data:", "blob:", "file:"))
                else None
            ),
        )
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(name if "://" in name else f"{address}/{name}")
        return page

    yield go
    for context in contexts:
        context.close()


def read_through(page):
    """像读者一样从头滚到尾，让推迟装载的都装载。"""
    page.evaluate("""async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += 500) { scrollTo(0, y); await new Promise(r => setTimeout(r, 30)); }
    }""")


@pytest.mark.parametrize("name", [*PAGES, "404"])
def test_no_request_leaves_the_site(visit, name):
    page = visit(f"{name}.html")
    read_through(page)
    page.keyboard.press("f")  # 打开搜索，索引这时才取
    page.wait_for_timeout(300)
    assert page.offsite == []
    assert name == "404" or page.complaints == []  # 404 页的地址是绝对的，换了子路径就找不到样式


@pytest.fixture(scope="module")
def black_hole():
    """接住连接却永不回话：外站被墙时就是这样。"""
    trap = socket.create_server(("127.0.0.1", 0))
    held = []
    threading.Thread(target=lambda: [held.append(trap.accept()) for _ in iter(int, 1)], daemon=True).start()
    return trap.getsockname()[1]


@pytest.mark.parametrize("name", CHAPTERS)
def test_paints_within_a_second_when_every_other_host_hangs(driver, address, black_hole, name):
    rules = f"--host-resolver-rules=MAP * 127.0.0.1:{black_hole}, EXCLUDE 127.0.0.1"
    chrome = driver.chromium.launch(executable_path=chromium.find(), args=[*chromium.ARGUMENTS, rules])
    try:
        paints = []
        for _ in range(3):  # 取最快的一次：量的是页面，不是这台机器此刻忙不忙
            page = chrome.new_context().new_page()
            page.goto(f"{address}/{name}.html")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        assert min(paints) < 1000, f"首屏 {min(paints):.0f} 毫秒"
        written = Page.load(ROOT / f"docs/{name}.md", ROOT).formulas
        assert page.locator("article .katex").count() == len(written)
        assert "注意力" in search(page, "注意力")[0]
    finally:
        chrome.close()


def test_follows_the_system_and_can_be_switched(visit):
    background = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit("attention.html", color_scheme="light"), visit("attention.html", color_scheme="dark")
    assert light.evaluate(background) != dark.evaluate(background)
    before = light.evaluate(background)
    for _ in range(2):  # 跟随系统 → 浅色 → 深色
        light.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    assert light.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert light.evaluate(background) == dark.evaluate(background) != before


@pytest.mark.parametrize("name", CHAPTERS)
def test_clicking_a_number_lights_up_the_line_that_printed_it(visit, name):
    page = visit(f"{name}.html")
    link = page.locator('p a.number[href^="#"]').first
    target = link.get_attribute("href").partition("#")[2]
    line = page.locator(f'[id="{target}"]')
    plain = line.evaluate("e => getComputedStyle(e).backgroundColor")
    link.click()
    page.wait_for_timeout(400)
    assert line.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    assert line.evaluate("e => { const r = e.getBoundingClientRect(); return r.top > 48 && r.bottom < innerHeight }"), (
        "那一行不在屏幕上"
    )
    assert line.inner_text().startswith(target.partition(".")[2] + "=")
    shared = visit(f"{name}.html#{target}")  # 别人发来的链接：直接打开也要落在那一行
    shared.wait_for_timeout(1200)
    assert shared.locator(f'[id="{target}"]').evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top > 48 && r.bottom < innerHeight }"
    )


def test_hovering_or_focusing_a_number_tells_which_line_computed_it(visit):
    page = visit("attention.html")
    link = page.locator("p a.number").first
    hint = re.compile(r"由 attention\.py 第 \d+ 行算出：print")
    link.hover()
    page.locator(".md-tooltip2--active").wait_for()
    assert hint.search(page.locator(".md-tooltip2--active").inner_text())
    page.mouse.move(0, 0)
    page.locator(".md-tooltip2--active").wait_for(state="detached")
    link.focus()
    page.locator(".md-tooltip2--active").wait_for()
    assert hint.search(page.locator(".md-tooltip2--active").inner_text())


def search(page, query):
    """像人一样输入，返回搜到的各条的标题。"""
    if not page.locator(".md-search__input").is_visible():
        page.locator("label.md-header__button[for=__search]").click()
    box = page.locator(".md-search__input")
    box.click()
    box.fill(query)
    page.locator(".md-search-result__item h1").first.wait_for()
    return page.locator(".md-search-result__item").evaluate_all(
        "items => items.map(i => i.querySelector('h1').innerText)"
    )


@pytest.mark.parametrize(
    "query, chapter",
    [("旋转位置编码", "位置"), ("温度", "采样"), ("因果掩码", "注意力"), ("top-p", "采样"), ("KV", "思考")],
)
def test_chinese_search_finds_the_right_chapter(visit, query, chapter):
    assert chapter in search(visit("index.html"), query)[0]


@pytest.mark.parametrize("name", CHAPTERS)
def test_everything_readable_without_javascript(visit, name):
    with_js, without = visit(f"{name}.html"), visit(f"{name}.html", java_script_enabled=False)
    for part in (".katex", ".highlight", "table", "a.number", "pre.output", "figure svg", "details", ".tally"):
        assert without.locator(f"article {part}").count() >= with_js.locator(f"article {part}").count(), part
    link = without.locator("p a.number").first
    target = link.get_attribute("href").partition("#")[2]
    link.click()
    assert without.locator(f'[id="{target}"]').is_visible()
    visible = [len(re.sub(r"\s", "", p.locator("article").inner_text())) for p in (without, with_js)]
    assert visible[0] >= 0.95 * visible[1]


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_on_a_phone(visit, name):
    page = visit(f"{name}.html", viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    read_through(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name, width, scheme):
    page = visit(f"{name}.html", color_scheme=scheme, viewport={"width": width, "height": 900})
    page.add_style_tag(content=".md-content__inner>*{content-visibility:visible!important}*{transition:none!important}")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    read_through(page)
    page.wait_for_timeout(300)
    page.add_script_tag(path=AXE)
    violations = page.evaluate(
        "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))]))"
    )
    fail([f"docs/{name}.md:1:1: {rule} {nodes}" for rule, nodes in violations])


def test_diagrams_are_drawn_when_they_come_near(visit):
    page = visit("attention.html")
    read_through(page)
    page.locator("div.mermaid").first.wait_for()
    assert page.locator("pre.mermaid").count() == 0
    assert page.locator("div.mermaid").first.bounding_box()["height"] > 50


def test_opens_from_a_downloaded_folder(site, visit):
    """下载整站、双击打开：公式、流程图、搜索都在。"""
    page = visit(f"file://{site}/attention.html")
    read_through(page)
    page.locator("div.mermaid").first.wait_for()
    assert "位置" in search(page, "旋转位置编码")[0]
    assert page.offsite == []


def test_code_can_be_folded_away_and_stays_so(visit):
    page = visit("rnn.html")
    code, output = page.locator(".highlight:has(+ pre.output)").first, page.locator("pre.output").first
    assert code.is_visible()
    page.get_by_role("button", name="收起代码").click()
    assert not code.is_visible() and output.is_visible()
    page.reload()
    assert not page.locator(".highlight:has(+ pre.output)").first.is_visible()
    page.get_by_role("button", name="展开代码").click()
    assert code.is_visible()
