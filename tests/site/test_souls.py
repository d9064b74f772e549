"""部件：真浏览器里，滚到跟前才装载，装载之后真的在算；坏输入一行中文；本机打开照样用。"""

import re

import pytest

from tests.support import until

pytestmark = pytest.mark.browser
PHONE = dict(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)


@pytest.fixture
def soul(visit):
    """打开一页，滚到那个部件跟前，返回 (网页, 部件)。"""

    def go(name, tag, **options):
        page = visit(name, **(PHONE | options))
        box = page.locator(tag).first
        box.scroll_into_view_if_needed()
        until(page, f"document.querySelector('{tag} .soul')")
        return page, box

    return go


def tidy(page):
    """看完了：没有报错，没有横着滚，没有去过外站。"""
    assert page.complaints == [] and page.offsite == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def said(page, box, pattern):
    """等到部件说出这样一句。"""
    until(
        page,
        "([tag, pattern]) => new RegExp(pattern).test(document.querySelector(tag + ' .soul-status').textContent)",
        arg=[box.evaluate("e => e.localName"), pattern],
    )
    return box.locator(".soul-status").inner_text()


def test_nothing_is_fetched_before_the_reader_comes_near(visit):
    page = visit("alignment.html", **PHONE)
    asked = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert asked and not [url for url in asked if "/web/" in url]


def test_every_stage_answers_the_same_sentence(soul):
    page, box = soul("index.html", "soul-chat")
    said(page, box, "写了")
    assert box.locator(".soul-said").count() == 4
    box.get_by_role("button", name="成都有啥必去的地方啊").click()
    said(page, box, "写了")
    until(page, "document.querySelectorAll('.soul-said')[3].textContent === '北。'")  # 只练过方位的，问什么都答方位
    box.get_by_role("slider").fill("0")
    until(page, "document.querySelector('.soul-name').textContent.includes('没练过')")
    box.get_by_role("textbox").fill("成都龘")
    box.get_by_role("button", name="说", exact=True).click()
    assert "小铸不认识「龘」（第 3 个字）" in said(page, box, "不认识")
    box.get_by_role("textbox").fill("")
    box.get_by_role("textbox").press("Enter")
    said(page, box, "写了")
    tidy(page)


def test_a_page_opened_from_a_folder_has_its_souls(site, soul):
    page, box = soul(f"file://{site}/cost.html", "soul-bill")
    assert "价目核于" in said(page, box, "价目核于")
    page, box = soul(f"file://{site}/sft.html", "soul-chat")
    said(page, box, "写了")


def test_merges_are_shown_one_by_one(soul):
    page, box = soul("tokenization.html", "soul-tokens")
    assert re.search(r"\d+ 个字，\d+ 个词元", said(page, box, "个词元"))
    box.get_by_role("slider").fill("0")
    assert "先拆成单字" in said(page, box, "先拆")
    box.get_by_role("textbox").fill("")
    said(page, box, "零个词元")
    box.get_by_role("textbox").fill("😀")
    assert "小铸不认识「😀」" in said(page, box, "不认识")
    tidy(page)


def test_a_small_beta_runs_wild_and_a_large_one_holds(soul):
    page, box = soul("alignment.html", "soul-preference")
    said(page, box, "还没学")
    answer = box.locator(".soul-table").last.locator("tr").last.locator("td").last
    before = answer.inner_text()
    box.get_by_role("button", name="学 100 步").click()
    said(page, box, "学了 100 步，损失")
    assert answer.inner_text() != before
    assert answer.inner_text().count("！") > 3  # 没标过的续写，也不成句了
    box.get_by_role("slider").fill("6")  # β 2
    said(page, box, "还没学")
    box.get_by_role("button", name="学 20 步").click()
    said(page, box, "学了 20 步，损失")
    assert "！" not in answer.inner_text()
    for pick in box.get_by_role("button", name="不标").all():
        pick.click()
    said(page, box, "一对偏好也没有")
    box.get_by_role("button", name="学 20 步").click()
    said(page, box, "一对偏好也没有：先标一对")
    tidy(page)


def test_the_bill_moves_with_its_knobs_and_travels_in_a_link(soul):
    page, box = soul("cost.html", "soul-bill")
    said(page, box, "价目核于")
    money = box.locator(".soul-bars td:nth-child(2)").all_inner_texts
    # 与书里那张账单同一组参数、同一个型号
    book = page.locator('[id="bill.plain"], [id="bill.shared"]').all_inner_texts()
    assert [m.replace(",", "") for m in money()[:2]] == [re.search(r"\d+", b.partition("=")[2])[0] for b in book]
    before = money()
    box.get_by_role("slider", name="每轮多想").fill("0")
    assert money()[2] == money()[1] and money()[:2] == before[:2]
    link = page.evaluate("document.querySelector('soul-bill').link()")
    page, box = soul(link, "soul-bill")
    said(page, box, "价目核于")
    assert box.locator(".soul-bars td:nth-child(2)").all_inner_texts()[2] != before[2]
    tidy(page)
    for bad in ("?s=%00", "?s=gpt~~1~2", "?s=claude-sonnet-5.5~~1~1~1~1~1~1~99"):
        page, box = soul(f"cost.html{bad}", "soul-bill")
        assert said(page, box, "价目核于").startswith("链接里的参数读不懂，用了缺省的。")
