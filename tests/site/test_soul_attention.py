"""<soul-attention>：真浏览器里点格子、关头、打错字；数对得上，页不横滚，键盘走得到。"""

import re
from math import exp

import pytest

from tests.site.test_browser import AXE, VIOLATIONS
from tests.support import ROOT, fail, until

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def soul(visit):
    """打开那一页，滚到部件，等格子画好。"""
    page = visit("attention.html", **PHONE)
    widget = page.locator("soul-attention")
    widget.scroll_into_view_if_needed()
    widget.get_by_role("grid").wait_for()
    yield widget
    assert page.complaints == [] and page.offsite == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def read(soul, text):
    soul.get_by_label("给小铸读的一句话").fill(text)
    soul.get_by_role("button", name="读", exact=True).click()


def status(soul):
    return soul.locator(".soul-status")


def steps(soul):
    """展开的那四步：名字 → 写着的数。"""
    return [row.locator("td").first.inner_text() for row in soul.locator(".soul-attention-steps tr").all()]


def row_of(soul, token):
    """词元那一行的各格。"""
    return soul.get_by_role("button", name=re.compile(f"^「{token}」看")).all()


def test_a_cell_opens_into_numbers_that_add_up(soul):
    soul.get_by_role("button", name="第 2 层").click()
    soul.get_by_role("button", name="第 2 个头").click()
    found = []
    for cell in row_of(soul, "苹果"):
        cell.click()
        found.append((cell.inner_text(), steps(soul)))
    past, future = found[:5], found[5:]
    assert len(past) == 5 and len(future) == 2
    odds = [exp(float(scaled)) for _, (_, scaled, _, _) in past]
    for (shown, (dot, scaled, mask, weight)), each in zip(past, odds, strict=True):
        assert float(scaled) == pytest.approx(float(dot) / 4, abs=1e-4) and mask == "看得见"
        assert float(weight) == pytest.approx(each / sum(odds), abs=2e-4)
        assert float(shown) == pytest.approx(float(weight), abs=0.0051)
    for shown, (dot, scaled, mask, weight) in future:
        assert (shown, mask, weight) == ("·", "看不见，−∞", "0.0000")
        assert float(scaled) == pytest.approx(float(dot) / 4, abs=1e-4)


def test_each_step_links_to_the_line_that_computes_it(soul):
    source = (ROOT / "snippets/attention/causal.py").read_text("utf-8").splitlines()
    wanted = ["sum(q * k", "/ sqrt(", "else -inf", "e / sum(exps)"]
    links = soul.locator(".soul-attention-steps a").all()
    for link, code in zip(links, wanted, strict=True):
        number = int(re.search(r"\d+", link.inner_text())[0])
        assert code in source[number - 1]
        before = "a => { const r = new Range(); r.setStart(a.closest('code'), 0); r.setEndBefore(a); return `${r}` }"
        assert soul.page.locator(link.get_attribute("href")).evaluate(before).count("\n") == number - 1
    links[0].focus()
    state, before = soul.inner_text(), links[0].bounding_box()["y"]
    links[0].click()
    assert 0 < soul.page.locator(":target").bounding_box()["y"] < PHONE["viewport"]["height"]
    soul.page.go_back()  # 回得来：还在原处，什么也没丢
    until(
        soul.page,
        "y => Math.abs(document.querySelector('.soul-attention-steps a').getBoundingClientRect().y - y) < 60",
        arg=before,
    )
    assert soul.inner_text() == state


def test_the_keyboard_walks_the_grid(soul):
    chosen = soul.locator('[aria-selected="true"] button')
    assert soul.locator('[role="grid"] [tabindex="0"]').count() == 1
    chosen.focus()
    for key in ("Home", "ArrowUp", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp"):
        soul.page.keyboard.press(key)
    assert chosen.get_attribute("aria-label") == "「开头」看「小明」：看不见"
    assert chosen.evaluate("e => e === document.activeElement && e.tabIndex === 0")
    assert "「开头」看「小明」" in soul.locator(".soul-attention-steps caption").inner_text()


def test_a_muted_head_is_shown_beside_the_whole_model(soul):
    off = soul.get_by_role("button", name="关掉这一头")
    soul.get_by_role("button", name="今天来成都出差了。").click()
    assert soul.locator(".soul-bars").count() == 0
    off.click()
    on = soul.get_by_role("button", name="恢复这一头")
    assert on.is_visible()
    tables = soul.locator(".soul-bars").all()
    before, after = ([row.split("\t")[:2] for row in each.inner_text().splitlines() if "\t" in row] for each in tables)
    assert len(before) == len(after) == 5 and before != after
    heads = soul.locator(".soul-attention-heads tbody tr")
    assert heads.count() == 8
    # 权重最大的头关了几乎不变，变得最多的头权重没那么大
    said = soul.locator("p[role=status]", has_text="权重最大").inner_text()
    weight, change, less, more = map(float, re.findall(r"\d\.\d+", said))
    assert weight > less and change < 0.01 and more > 0.5
    on.press("Space")
    assert off.is_visible() and soul.locator(".soul-bars").count() == 0


BAD = {
    "": "句子是空的：写几个字，或点一句现成的",
    "成都龘": "小铸不认识「龘」（第 3 个字）",
    "成都😀": "小铸不认识「😀」（第 3 个字）",
    "成都\x07": "小铸不认识「\x07」（第 3 个字）",
    "，" * 24: "太长了：这句有 25 个词元，格子最多画 24 个",
}


def test_what_cannot_be_read_is_said_in_one_line(soul):
    grid = soul.get_by_role("grid").inner_text()
    for text, sentence in BAD.items():
        read(soul, text)
        status(soul).filter(has_text=sentence).wait_for()
        assert soul.get_by_role("grid").inner_text() == grid  # 上一句的还在
    read(soul, "，" * 23)
    status(soul).filter(has_text="读成 24 个词元").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(visit, scheme):
    page = visit("attention.html", color_scheme=scheme, **PHONE)
    soul = page.locator("soul-attention")
    soul.scroll_into_view_if_needed()
    soul.get_by_role("button", name="关掉这一头").click()
    page.add_script_tag(path=AXE)
    fail(page.evaluate(VIOLATIONS.replace("axe.run(", "axe.run('soul-attention', "), {}))
