"""真浏览器里的站点：零外站请求、断网也快、明暗、跳转、搜索、无脚本、手机宽、无障碍。"""

import functools
import re
import socket
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import TimeoutError

from bookkit import prices
from bookkit.commands import browser as chromium
from bookkit.numbers.page import Page
from tests.site import conftest
from tests.support import DRAWS, ROOT, Stalled, fail, until

pytestmark = pytest.mark.browser
PAGES = sorted(p.stem for p in (ROOT / "docs").glob("*.md"))
CHAPTERS = [
    p for p in PAGES if re.search(r"\]\(#\w+\.\w+\)", (ROOT / f"docs/{p}.md").read_text("utf-8"))
]  # 自己印数的页
AXE = ROOT / "node_modules/axe-core/axe.min.js"


def scroll(page, positions):
    """依次滚到 positions（式子，一串纵坐标），每处画两帧，最后等字体。一帧也画不出来，就是合成器停死了：当作超时。"""
    drawn = page.evaluate(f"""async () => {{
        for (const y of {positions}) {{
            scrollTo(0, y);
            for (let frame = 0; frame < 2; frame++) if (!(await {DRAWS})) return false;
        }}
        await document.fonts.ready;
        return true;
    }}""")
    if not drawn:
        raise Stalled("一帧也不画了")


def read_through(page):
    """像读者一样从头滚到尾，让推迟装载的都装载；流程图都画好、字体都到了才算读完。"""
    scroll(page, "(function* () { for (let y = 0; y < document.documentElement.scrollHeight; y += 700) yield y; })()")
    until(page, "!document.querySelector('pre.mermaid')")


PHONE = dict(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)


@pytest.mark.parametrize("name", [*PAGES, "404"])
def test_a_phone_reads_it_through_without_leaving_the_site_or_scrolling_sideways(visit, name):
    page = visit(f"{name}.html", **PHONE)
    read_through(page)
    assert name == "404" or page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("f")  # 打开搜索，索引这时才取
    if name != "404":  # 404 页的地址是绝对的，换了子路径就找不到样式与脚本
        page.get_by_text("键入以开始搜索").wait_for()
        assert page.complaints == []
    assert page.offsite == []


@pytest.fixture(scope="module")
def cut_off(driver):
    """外站全被墙的浏览器：连接有人接，却永不回话。"""
    trap = socket.create_server(("127.0.0.1", 0))
    held = []
    threading.Thread(target=lambda: [held.append(trap.accept()) for _ in iter(int, 1)], daemon=True).start()
    rules = f"--host-resolver-rules=MAP * 127.0.0.1:{trap.getsockname()[1]}, EXCLUDE 127.0.0.1"
    chrome = driver.chromium.launch(executable_path=chromium.find(), args=[*chromium.ARGUMENTS, rules])
    yield chrome
    chrome.close()


@pytest.mark.parametrize("name", CHAPTERS)
def test_paints_even_when_every_other_host_hangs(cut_off, address, name):
    page = cut_off.new_page()  # 各开各的，不共用别页存下的东西
    page.set_default_timeout(180_000)
    page.goto(f"{address}/{name}.html", wait_until="commit")
    # 首屏若等着外站，永远画不出来；几秒画出来归 make bench 量，不在忙着的机器上断言
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    written = Page.load(ROOT / f"docs/{name}.md", ROOT).formulas
    # 画出头一屏时，后面的字可能还没读完：等到都在
    until(page, "n => document.querySelectorAll('article .katex').length === n", len(written))
    assert "注意力" in search(page, "注意力")[0]
    page.close()


def test_follows_the_system_and_can_be_switched(visit):
    background = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit("attention.html", color_scheme="light"), visit("attention.html", color_scheme="dark")
    assert light.evaluate(background) != dark.evaluate(background)
    before = light.evaluate(background)
    for _ in range(2):  # 跟随系统 → 浅色 → 深色
        light.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    assert light.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert light.evaluate(background) == dark.evaluate(background) != before


def wait_until_in_view(page, name):
    """等到跳到的那一行在屏幕里，字体到齐之后仍在。"""
    page.evaluate("document.fonts.ready")
    until(
        page,
        """id => { const r = document.getElementById(id).getBoundingClientRect(); return r.top > 48 && r.bottom < innerHeight }""",
        arg=name,
    )


@pytest.mark.parametrize("name", CHAPTERS)
def test_clicking_a_number_lights_up_the_line_that_printed_it(visit, name):
    page = visit(f"{name}.html")
    link = page.locator('p a.number[href^="#"]').first
    target = link.get_attribute("href").partition("#")[2]
    line = page.locator(f'[id="{target}"]')
    plain = line.evaluate("e => getComputedStyle(e).backgroundColor")
    link.click()
    wait_until_in_view(page, target)
    assert line.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    row = line.evaluate("e => e.closest('.printing').innerText")
    assert row.startswith("print(f") and target.partition(".")[2] in row
    shared = visit(f"{name}.html#{target}")  # 别人发来的链接：直接打开也要落在那一行
    wait_until_in_view(shared, target)


def test_hovering_or_focusing_a_number_tells_which_line_computed_it(visit):
    page = visit("attention.html")
    link = page.locator("p a.number").first
    hint = re.compile(r"由 attention\.py 第 \d+ 行算出")
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
    box = page.locator(".md-search__input")
    box.wait_for(state="attached")  # 网页还没收完就问，会把「还没有」当成「藏着」，去点一个宽屏上没有的按钮
    if not box.is_visible():
        page.locator("label.md-header__button[for=__search]").click()
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


ASK = """async (queries) => {
    const { base, search } = JSON.parse(document.getElementById("__config").textContent);
    const index = await (await fetch(new URL("search/search_index.json", new URL(base + "/", location)))).json();
    const worker = new Worker(new URL(search, location));
    const reply = (message) => new Promise(resolve => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(message);
    });
    await reply({ type: 0, data: { ...index, options: {} } });
    const found = {};
    for (const query of queries)
        found[query] = (await reply({ type: 2, data: query })).data.items.flat().map(item => item.location.split("#")[0]);
    return found;
}"""


@functools.cache
def printed(site, name):
    """一页正文里印着的字；公式排成一个个字母，不算词。"""
    article = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser").article
    for unseen in article.select(".math, .headerlink, .tally, .code-switch, .manuscript, script, style"):
        unseen.decompose()
    return article.get_text()


def test_every_english_word_finds_its_page(site, visit):
    """走真正的搜索线程：书里印着的每个西文词，搜它都搜得到它所在的每一页。"""
    runs = {name: re.findall(r"[0-9A-Za-zÀ-ɏ]+", printed(site, name)) for name in PAGES}
    words = {name: {run for run in runs[name] if re.search("[A-Za-z]{3}", run)} for name in PAGES}
    found = visit("index.html").evaluate(ASK, sorted(set().union(*words.values())))
    assert len(found) > 1000
    fail(
        [
            f"docs/{name}.md:1:1: 搜「{word}」搜不到这一页"
            for name in PAGES
            for word in sorted(words[name])
            if f"{name}.html" not in found[word]
        ]
    )


def test_chinese_queries_keep_their_last_character(site, visit):
    pages = {
        "减少幻觉": "幻觉",
        "因果掩码": "掩码",
        "旋转位置编码": "编码",
        "KV缓存": "缓存",
        "温度": "温度",
        "自注": "自注意力",
    }
    found = visit("index.html").evaluate(ASK, [*pages, "龖龖"])
    for query, last in pages.items():
        missed = [name for name in PAGES if last in printed(site, name) and f"{name}.html" not in found[query]]
        assert not missed, (query, missed)
    assert found["龖龖"] == []


def test_arriving_from_search_highlights_whole_words(visit):
    page = visit("attention.html?h=soft+注意力")
    page.locator("article mark").first.wait_for()
    marks = page.locator("article mark").evaluate_all(
        """marks => marks.map(m => [m.previousSibling?.data?.slice(-1) ?? "", m.textContent, m.nextSibling?.data?.[0] ?? ""])"""
    )
    assert {"softmax", "注意力"} <= {text for _, text, _ in marks}
    halves = [
        m
        for m in marks
        if re.search(r"[A-Za-z0-9]{2}", m[0] + m[1][0]) or re.search(r"[A-Za-z0-9]{2}", m[1][-1] + m[2])
    ]
    assert not halves


@pytest.mark.parametrize("name", CHAPTERS)
def test_everything_readable_without_javascript(visit, name):
    with_js, without = visit(f"{name}.html"), visit(f"{name}.html", java_script_enabled=False)
    for part in (".katex", ".highlight", "table", "a.number", "pre.output", "figure svg", "details", ".tally"):
        assert without.locator(f"article {part}").count() >= with_js.locator(f"article {part}").count(), part
    link = without.locator("p a.number").first
    target = link.get_attribute("href").partition("#")[2]
    link.click()
    assert without.locator(f'[id="{target}"]').is_visible()
    assert not without.locator(".code-switch").is_visible()
    visible = [len(re.sub(r"\s", "", p.locator("article").inner_text())) for p in (without, with_js)]
    assert visible[0] >= 0.95 * visible[1]


COLOUR_RULES = ["color-contrast", "link-in-text-block"]  # axe 缺省的规则里，只有这两条看颜色
SHAPE = """() => document.body.innerHTML + [...document.body.querySelectorAll("*")].map(e => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return [e.checkVisibility({ opacityProperty: true, visibilityProperty: true }), x, y, width, height];
})"""
VIOLATIONS = """async (options) => (await axe.run({ resultTypes: ["violations"], ...options })).violations.map(
    v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))])"""


# 一页的代码有几千个上了色的记号，同一处的同一种样子全同：留第一个，其余拆成裸字，axe 就快好几倍
ONE_OF_EACH = """() => {
    const seen = new Set();
    for (const token of document.querySelectorAll("pre code span[class]:not([id])")) {
        if (token.childElementCount) continue;
        const key = [];
        for (let e = token; e; e = e.parentElement) key.push(e.className);
        if (seen.has(key.join())) token.replaceWith(...token.childNodes);
        seen.add(key.join());
    }
    document.normalize();
}"""


def audit(page):
    """[(宽, 明暗, 规则, 犯规的几处)]：手机与桌面两种宽、明暗两种色各量一遍；一页只打开一次，打开、读完比量还久。

    其余的规则看的是结构、文字、属性、位置与看不看得见。换成深色时这些若一样没变，就只重查与颜色有关的；变了就全查。
    """
    page.add_style_tag(content="*{transition:none!important}")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    read_through(page)
    page.evaluate(ONE_OF_EACH)
    page.add_script_tag(path=AXE)
    problems = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        light = look(page, "light")
        found = {"light": page.evaluate(VIOLATIONS, {})}
        same = look(page, "dark") == light
        found["dark"] = page.evaluate(VIOLATIONS, {"runOnly": COLOUR_RULES} if same else {})
        problems += [(width, scheme, *violation) for scheme in found for violation in found[scheme]]
    return problems


def look(page, scheme):
    """换到一种色，等网页跟上；返回颜色以外的样子。"""
    page.emulate_media(color_scheme=scheme)
    until(
        page, "scheme => document.body.dataset.mdColorScheme === scheme", {"light": "default", "dark": "slate"}[scheme]
    )
    scroll(page, "[document.documentElement.scrollHeight, document.documentElement.scrollHeight]")
    until(page, "!document.querySelector('pre.mermaid')")
    return page.evaluate(SHAPE)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name):
    problems = audit(visit(f"{name}.html", color_scheme="light", viewport={"width": 360, "height": 900}))
    fail([f"docs/{name}.md:1:1: {width} 宽 {scheme} {rule} {nodes}" for width, scheme, rule, nodes in problems])


@pytest.mark.parametrize(
    "style, seen",
    [
        (".dark p { color: #555 }", {(360, "dark", "color-contrast"), (1280, "dark", "color-contrast")}),
        ("@media (max-width: 400px) { .dark p { color: #555 } }", {(360, "dark", "color-contrast")}),
        ("@media (min-width: 401px) { img { display: none } }", {(360, "light", "image-alt")}),
        (".dark .highlight .k { color: #555 }", {(360, "dark", "color-contrast"), (1280, "dark", "color-contrast")}),
        (".light img { display: none }", {(360, "dark", "image-alt"), (1280, "dark", "image-alt")}),
    ],
    ids=["深色", "手机的深色", "手机", "深色的一种记号", "深色才有的东西"],
)
def test_axe_sees_what_is_wrong_in_one_look_only(visit, style, seen):
    style = style.replace(".dark", "[data-md-color-scheme=slate]").replace(".light", "[data-md-color-scheme=default]")
    harm = f"<style>{style}</style>" + "<img src=assets/favicon.svg>" * ("img" in style)
    page = visit("verification.html", color_scheme="light", viewport={"width": 360, "height": 900})
    page.evaluate("harm => document.querySelector('article').insertAdjacentHTML('beforeend', harm)", harm)
    assert {problem[:3] for problem in audit(page)} == seen


@pytest.mark.parametrize("script, restarts", [("requestAnimationFrame = () => 0", 1), ("", 0)], ids=["停死", "在画"])
def test_a_test_starts_over_only_when_not_one_frame_is_drawn(visit, script, restarts):
    started = []
    item = SimpleNamespace(funcargs={"visit": visit}, runtest=lambda: started.append(list(visit.contexts)))
    visit("404.html", script)
    call = conftest.pytest_runtest_call(item)
    next(call)
    with pytest.raises(StopIteration if restarts else TimeoutError):
        call.throw(TimeoutError("等不到"))
    assert started == [[]] * restarts  # 重来之前，停死的那页关掉了


def test_a_stalled_test_with_its_own_page_starts_over_too():
    """不用 visit 的（cut_off 那组）自己开页：认定停死了，一样重来。"""
    started = []
    call = conftest.pytest_runtest_call(SimpleNamespace(funcargs={}, runtest=lambda: started.append(1)))
    next(call)
    with pytest.raises(StopIteration):
        call.throw(Stalled("一帧也不画了"))
    assert started == [1]


def test_diagrams_are_drawn_when_they_come_near(visit):
    page = visit("attention.html")
    read_through(page)
    assert page.locator("div.mermaid").first.bounding_box()["height"] > 50


def test_opens_from_a_downloaded_folder(site, visit):
    """下载整站、双击打开：公式、流程图、搜索都在。"""
    page = visit(f"file://{site}/attention.html")
    read_through(page)
    assert page.locator("div.mermaid").count()
    assert "位置" in search(page, "旋转位置编码")[0]
    assert any("注意力" in title for title in search(page, "FlashAttention"))
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


SHIFTS = """addEventListener("DOMContentLoaded", () => new PerformanceObserver(list => {
    if (document.querySelector("div.mermaid")) return; // 流程图画出来才知道多高
    for (const e of list.getEntries()) if (!e.hadRecentInput)
        (window.shifts ??= []).push([e.value, e.sources.map(s => s.node?.textContent?.slice(0, 40) ?? s.node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true }))"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_while_the_page_loads(visit, name, width):
    """真会跳的，回回都跳；忙机器上偶尔跳一回的，再开一次看看。"""
    for _ in range(3):
        page = visit(f"{name}.html", SHIFTS, viewport={"width": width, "height": 900})
        page.evaluate(f"document.fonts.ready.then(() => {DRAWS})")
        shifts = page.evaluate("window.shifts ?? []")
        if sum(value for value, _ in shifts) < 0.005:  # 按两位小数算零：忙机器上偶有万分之几，眼睛看不出
            return
    pytest.fail(f"版面跳了：{shifts}", pytrace=False)


SEEN = "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"


def test_tapping_a_number_on_a_phone_leaves_no_hint_behind(visit):
    page = visit("attention.html", **PHONE)
    page.evaluate("theme.install()")  # 提示是主题造的；网慢时头一下点在它到之前，就没有提示可藏
    link = page.locator('p a.number[href^="#"]').first
    link.tap()
    wait_until_in_view(page, link.get_attribute("href")[1:])
    link.blur()  # 点的那一下，页面滚走之前提示未必造得出来：焦点再落到它身上，停着不动，就一定造
    link.focus()
    page.locator(".md-tooltip2").wait_for(state="attached")  # 主题照样造它，只是不许露面
    assert not page.locator(".md-tooltip2").is_visible()


def test_coming_back_from_another_page_finds_the_sentence(visit):
    page = visit("index.html", **PHONE)
    link = page.locator('p a.number[href*=".html#"]').last
    link.tap()
    until(page, "location.hash")
    page.go_back()
    until(page, "!location.hash")
    assert page.locator('p a.number[href*=".html#"]').last.evaluate(SEEN)


COPY = """(selector) => {
    getSelection().selectAllChildren(document.querySelector(selector));
    const clipboardData = new DataTransfer();
    const own = !document.dispatchEvent(new ClipboardEvent("copy", { clipboardData, cancelable: true }));
    return own ? [clipboardData.getData("text/plain"), clipboardData.getData("text/html")] : [String(getSelection()), null];
}"""


def test_copied_footnotes_do_not_stick_to_numbers(visit):
    page = visit("attention.html")
    text, _ = page.evaluate(COPY, "p:has(.footnote-ref)")
    notes = page.locator("p:has(.footnote-ref)").first.locator(".footnote-ref").all_inner_texts()
    assert notes and all(note in text and re.fullmatch(r"\[\d+\]", note) for note in notes)
    heading, _ = page.evaluate(COPY, "article h2")
    assert "¶" not in heading


def test_copying_formulas_gives_tex_and_keeps_the_formatting(visit):
    page = visit("attention.html")
    plain, rich = page.evaluate(COPY, "p:has(.katex):has(a)")
    assert "$" in plain and "$" in rich and "katex" not in rich
    assert "<a " in rich
    plain, rich = page.evaluate(COPY, "article")
    assert plain.count("\n") > 100  # 各段仍然分行
    assert not page.locator("body > div:not([class], [data-md-component])").count()


COLOURS = """() => [document.body, ...document.querySelectorAll("article :not(.mermaid, .mermaid *)")].map(e => {
    const { color, fill, stroke, backgroundColor, borderColor } = getComputedStyle(e);
    return [e.tagName, e.className.toString(), color, fill, stroke, backgroundColor, borderColor].join(" ");
})"""


@pytest.mark.parametrize("name", ["attention", "sampling"])
def test_prints_in_light_colours_from_the_dark_scheme(visit, name):
    light, dark = visit(f"{name}.html", color_scheme="light"), visit(f"{name}.html", color_scheme="dark")
    for page in (light, dark):
        page.evaluate("theme.install()")
        page.add_style_tag(content="*{transition:none!important}")
        page.emulate_media(media="print")
    fail(sorted(set(dark.evaluate(COLOURS)) - set(light.evaluate(COLOURS))))


def test_printing_draws_the_diagrams_not_yet_reached(visit):
    """网慢，Mermaid 要一秒才到：没滚到的图印出来也不是源码。"""
    counting = "addEventListener('afterprint', () => window.left = document.querySelectorAll('pre.mermaid').length)"
    # 先拦后开页：开了页再拦，快的时候头一张图已经画好
    page = visit("block.html", counting, route=("**/mermaid.js", lambda route: (time.sleep(1), route.continue_())))
    until(page, "document.querySelectorAll('pre.mermaid').length === 4")
    page.pdf()
    assert page.evaluate("window.left") == 0
    assert page.locator("div.mermaid").count() == 4


@pytest.mark.parametrize("hash", ["#%", "#%E6%B3", "#attention.%"])
def test_an_address_that_cannot_be_decoded_breaks_nothing(visit, hash):
    page = visit(f"attention.html{hash}")
    assert page.complaints == []
    page.get_by_role("button", name="收起代码").click()
    assert not page.locator("article .highlight").first.is_visible()


NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
    configurable: true, get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


def test_works_without_local_storage(visit):
    page = visit("attention.html", NO_STORAGE, color_scheme="light")
    page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.get_by_role("button", name="收起代码").click()
    page.get_by_role("button", name="展开代码").click()
    read_through(page)
    assert page.locator("div.mermaid").count()
    assert "位置" in search(page, "旋转位置编码")[0]
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_forced_colours_keep_figures_and_the_target_visible(visit, scheme, system):
    page = visit("attention.html", color_scheme=system, forced_colors="active")
    while page.evaluate("document.body.dataset.mdColorScheme") != {"light": "default", "dark": "slate"}[scheme]:
        page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<i id=probe style=\"color: CanvasText; background: Canvas\"></i>')"
    )
    canvas, text = page.evaluate(
        "(s => [s.backgroundColor, s.color])(getComputedStyle(document.getElementById('probe')))"
    )
    drawn = page.locator("article figure svg :is(.ink, .faint, .accent, .second, .third)")
    fills = set(drawn.evaluate_all("es => es.map(e => getComputedStyle(e).fill)"))
    strokes = set(
        page.locator("article figure svg [class$=line]").evaluate_all("es => es.map(e => getComputedStyle(e).stroke)")
    )
    assert text in fills and canvas not in fills | strokes and fills | strokes <= allowed(page)
    link = page.locator('p a.number[href^="#"]').first
    target = link.get_attribute("href")[1:]
    link.click()
    wait_until_in_view(page, target)
    background = f"getComputedStyle(document.getElementById('{target}')).backgroundColor"
    assert page.evaluate(background) not in (canvas, "rgba(0, 0, 0, 0)")


def allowed(page):
    """强制配色下读得清的几种系统颜色。"""
    return set(
        page.evaluate("""["CanvasText", "LinkText", "VisitedText", "Highlight"].map(name => {
        probe.style.forcedColorAdjust = "none"; probe.style.color = name; return getComputedStyle(probe).color;
    })""")
    )


@pytest.mark.parametrize("days, said", [(0, None), (10, "（10 天前）"), (90, "（90 天前，多半已有变动")])
def test_the_price_table_tells_its_age(visit, days, said):
    """按读者的今天算，不按构建的那天；当天不说。"""
    today = f"{prices.AS_OF + timedelta(days)}T12:00:00Z"
    page = visit("cost.html", f"Date.now = () => +new Date('{today}')")
    caption = page.locator("table.data caption").inner_text()
    assert (said in caption) if said else ("天前" not in caption)


def test_cards_are_filtered_by_role(visit):
    page = visit("cards.html")
    shown = lambda role: page.locator(f"p.{role}:visible").count()
    everyone = shown("engineer"), shown("manager")
    assert everyone[0] == everyone[1] > 20
    page.get_by_role("button", name="只看产品经理").click()
    assert (shown("engineer"), shown("manager")) == (0, everyone[1])
    page.get_by_role("button", name="全部").click()
    assert (shown("engineer"), shown("manager")) == everyone


def test_one_role_prints_on_one_sheet(visit):
    page = visit("cards.html")
    sheets = lambda: len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))
    page.get_by_role("button", name="只看工程师").click()
    assert sheets() == 1
    page.get_by_role("button", name="只看产品经理").click()
    assert sheets() == 1


def test_tapping_a_term_on_a_phone_explains_it_in_place(visit):
    page = visit("attention.html", **PHONE)
    term = page.locator("p a.term").first
    said = term.get_attribute("title")
    term.tap()
    note = page.locator(".term-note")
    note.get_by_text(said).wait_for()
    assert page.url.endswith("/attention.html")
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    term.tap()
    note.get_by_role("link", name="到术语表").tap()
    page.wait_for_url("**/glossary.html#*")


def test_clicking_a_term_with_a_mouse_goes_to_the_glossary(visit):
    page = visit("attention.html")
    page.locator("p a.term").first.click()
    page.wait_for_url("**/glossary.html#*")
