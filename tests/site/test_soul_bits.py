"""<soul-bits>：真浏览器里把小铸压到各个位数，看到该变的变、不该变的不变。"""

import pytest

from tests.support import until

pytestmark = pytest.mark.browser


@pytest.fixture
def bits(visit):
    """(网页, 部件)：手机宽，装载好、写完第一回。"""
    page = visit("quantization.html", viewport={"width": 360, "height": 740})
    page.locator("soul-bits").scroll_into_view_if_needed()
    settle(page, "压到 4 位")
    return page, page.locator("soul-bits")


def settle(page, said):
    """等到状态里说了这句。"""
    until(page, "said => document.querySelector('soul-bits .soul-status')?.textContent.includes(said)", arg=said)


def look(widget):
    """[(续写, 前五名)]，不压的在前；还有体积表的最末一行。"""
    written, tops = widget.locator(".soul-said").all_inner_texts(), widget.locator(".soul-bars").all_inner_texts()
    return list(zip(written, tops, strict=True)), widget.locator(".soul-bits-sizes tr").last.inner_text().split()


def slide(page, widget, key, said):
    widget.get_by_role("slider").press(key)
    settle(page, said)


def test_fewer_bits_write_differently_and_the_base_stays(bits):
    page, widget = bits
    (base, four), sizes = look(widget)
    assert base[0] == four[0] and widget.locator("mark").count() == 0
    assert sizes[:2] == ["4", "位"] and float(sizes[-1]) == pytest.approx(62, abs=0.5)  # 正文里的 62 KiB
    assert "一字不差不等于没坏：头一个词元「我在」的概率" in widget.locator(".soul-status").inner_text()
    slide(page, widget, "ArrowRight", "压到 3 位")
    assert widget.get_by_role("slider").get_attribute("aria-valuetext") == "3 位，书里没量"
    slide(page, widget, "End", "压到 2 位")
    (same, two), smaller = look(widget)
    assert same == base and two[0] != base[0] and two[1] != base[1]
    assert float(smaller[-1]) < float(sizes[-1])
    marks = widget.locator("mark")
    assert marks.count() > 0
    assert marks.first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert f"添了 {marks.count()} 个字" in widget.inner_text()
    slide(page, widget, "Home", "一字不差")
    (same, eight), whole = look(widget)
    assert same == base and eight[0] == base[0]
    assert float(whole[-1]) == pytest.approx(119, abs=0.5)  # 正文里的 119 KiB
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.complaints == [] and page.offsite == []


def test_the_other_stage_answers_and_an_unknown_character_is_one_line(bits):
    page, widget = bits
    before = look(widget)[0][0]
    widget.get_by_role("button", name="拜师，问它").click()
    until(page, "before => document.querySelector('soul-bits .soul-said').innerText !== before", arg=before[0])
    widget.get_by_role("textbox", name="给小铸的一句话").fill("成都龘")
    widget.get_by_role("button", name="说").click()
    settle(page, "小铸不认识「龘」")
    assert "\n" not in widget.locator(".soul-status").inner_text()
    assert widget.locator(".soul-stages").evaluate("e => getComputedStyle(e).filter === 'grayscale(1)'")  # 旧的变灰
    assert page.complaints == []
