"""主题的脚本推迟到第一次动手：在那之前不取它，什么也不丢；它来时版面不动。"""

import time

import pytest

from tests.support import ROOT, until

pytestmark = pytest.mark.browser
PAGES = sorted(p.stem for p in (ROOT / "docs").glob("*.md"))
PHONE = dict(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
SLOW = ("**/bundle.*.js", lambda route: (time.sleep(1), route.continue_()))  # 第一下点在它到之前
NEVER = ("**/bundle.*.js", lambda route: route.abort())
FETCHED = "performance.getEntriesByType('resource').map(e => e.name.split('/').pop())"
INSTALLED = "'component$' in window"
SCHEME = "document.body.dataset.mdColorScheme"
SEARCH = "label.md-header__button[for=__search]"
PALETTE = "label.md-header__button[for^=__palette]:not([hidden])"


def fetched(page):
    return " ".join(page.evaluate(FETCHED))


@pytest.mark.parametrize("name", ["index", "attention", "cost"])
def test_untouched_pages_never_fetch_the_theme(visit, name):
    page = visit(f"{name}.html", **PHONE)
    until(page, "document.readyState === 'complete'")
    assert "bundle" not in fetched(page) and "mermaid.js" not in fetched(page)
    page.keyboard.press("Control")
    assert not page.evaluate("document.querySelector('script[src*=bundle]')")  # 打印、复制的快捷键用不着它
    page.keyboard.press("Tab")
    until(page, INSTALLED)
    assert "search_index" not in fetched(page)


def test_the_first_tap_on_search_opens_it(visit):
    page = visit("index.html", route=SLOW, **PHONE)
    page.locator(SEARCH).tap()
    assert page.evaluate("document.activeElement.matches('.md-search__input')")  # 当场就得焦点，手机才弹键盘
    page.keyboard.type("qk")
    page.keyboard.press("Enter")  # 主题还没到：不能把搜索框提交走
    page.locator(".md-search-result__item").first.wait_for()
    assert "query=" not in page.url


@pytest.mark.parametrize("key", ["f", "s", "/"])
def test_the_first_search_key_opens_it(visit, key):
    page = visit("index.html", route=SLOW)
    page.keyboard.press(key)
    page.keyboard.type("kv")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.locator(".md-search__input").input_value() == "kv"


def test_the_first_key_for_the_next_page_turns_it(visit):
    page = visit("rnn.html", route=SLOW)
    page.keyboard.press("n")
    page.wait_for_url("**/attention.html")


def test_a_query_in_the_address_is_answered_at_once(visit):
    page = visit("index.html?q=KV")
    page.locator(".md-search-result__item").first.wait_for()


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("storage", [True, False])
def test_colours_are_right_without_the_theme(visit, system, storage):
    denied = "Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw new Error(); } })"
    page = visit("attention.html", "" if storage else denied, NEVER, color_scheme=system)
    own = {"light": "default", "dark": "slate"}
    assert page.evaluate(SCHEME) == own[system]
    other = {"light": "dark", "dark": "light"}[system]
    page.emulate_media(color_scheme=other)  # 天黑了
    until(page, f"{SCHEME} === '{own[other]}'")
    page.locator(PALETTE).click()
    assert page.evaluate(SCHEME) == "default"
    page.locator(PALETTE).click()
    assert page.evaluate(SCHEME) == "slate"
    if storage:
        page.reload()
        assert page.evaluate(SCHEME) == "slate"
    page.locator("#__palette_2").press("Enter")
    assert page.evaluate(SCHEME) == own[other]


def test_the_first_frame_follows_a_dark_system(visit):
    """画第一笔时的颜色：记下那一刻的明暗。"""
    script = """new PerformanceObserver((_, observer) => {
        window.first = document.body.dataset.mdColorScheme;
        observer.disconnect();
    }).observe({ type: "paint", buffered: true });"""
    page = visit("attention.html", script, NEVER, color_scheme="dark")
    until(page, "window.first")
    assert page.evaluate("window.first") == "slate"


def test_the_drawer_opens_without_the_theme(visit):
    page = visit("attention.html", route=NEVER, **PHONE)
    page.locator("label.md-header__button[for=__drawer]").tap()
    page.locator(".md-sidebar--primary").get_by_text("第四部 共舞").first.wait_for()


def test_the_copy_button_is_there_by_the_time_the_mouse_is(visit):
    page = visit("attention.html", permissions=["clipboard-read", "clipboard-write"])
    code = page.locator(".highlight pre").first
    code.hover()
    code.locator(".md-code__button").click()
    page.get_by_text("已复制").wait_for()
    source = (ROOT / "snippets/attention/attention.py").read_text("utf-8")
    assert page.evaluate("navigator.clipboard.readText()").rstrip() == source.rstrip()  # 不含印在右边的值


def test_works_from_a_downloaded_folder(site, visit):
    page = visit(f"file://{site}/attention.html", color_scheme="dark")
    assert page.evaluate(SCHEME) == "slate"
    page.locator(PALETTE).click()
    until(page, INSTALLED)
    assert page.evaluate(SCHEME) == "default"


def test_a_diagram_scrolled_past_before_the_theme_arrives_is_drawn_all_the_same(visit):
    page = visit("inference.html", route=SLOW, **PHONE)
    page.evaluate("""async () => {
        const settle = () => new Promise(done => setTimeout(done, 300));
        document.querySelector("pre.mermaid").scrollIntoView();
        await settle();
        scrollTo(0, document.documentElement.scrollHeight);
        await settle();
    }""")
    until(page, "document.querySelector('div.mermaid')")


def test_printing_while_the_theme_is_on_its_way_runs_it_once(visit):
    """读者动了手、脚本在路上时就打印：同步取来的那份算数，路上的那份作废。"""
    page = visit("choosing.html", route=SLOW)
    page.mouse.move(9, 9)
    page.pdf()
    assert page.locator("div.mermaid").count()
    until(page, "performance.getEntriesByType('resource').filter(e => /bundle/.test(e.name)).length === 2")
    assert page.locator(".md-code__nav").count() == page.locator("pre:has(> .md-code__nav)").count() > 0
    assert page.complaints == []


PLACES = """() => [...document.querySelectorAll("article > :not(.mermaid), article table, article pre:not(.mermaid), article h2")].map(e => {
    const { top, height } = e.getBoundingClientRect();
    return [e.tagName, e.textContent.slice(0, 20), Math.round(top + scrollY), Math.round(height)];
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_when_the_theme_arrives(visit, name, width):
    page = visit(f"{name}.html", viewport={"width": width, "height": 900})
    page.add_style_tag(content=".mermaid { display: none !important }")  # 流程图画出来才知道多高
    page.evaluate("document.fonts.ready")
    before = page.evaluate(PLACES)
    page.evaluate("theme.install()")
    assert page.evaluate(PLACES) == before
