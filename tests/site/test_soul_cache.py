"""<soul-cache>：真浏览器里逐个写、记两列账；改一个词，看各层存下的变了没有。"""

import pytest

from tests.support import until

pytestmark = pytest.mark.browser


@pytest.fixture
def cache(visit):
    """(网页, 部件)：手机宽，两边都算出了第一回。"""
    page = visit("kv-cache.html", viewport={"width": 360, "height": 740})
    page.locator("soul-cache").scroll_into_view_if_needed()
    settle(page, "还没开始写")
    settle(page, "从第 3 个词元起作废")
    widget = page.locator("soul-cache")
    assert not widget.locator(".soul-cache-layers").is_visible()  # 先一句结论，逐层的表折着
    widget.locator("summary").click()
    return page, widget


def settle(page, said):
    """等到部件里写着这句。"""
    until(page, "said => document.querySelector('soul-cache')?.innerText.includes(said)", arg=said)


def ledger(widget):
    """两列账，[[没有缓存这一步, 累计, 有缓存这一步, 累计]]。"""
    rows = widget.locator(".soul-cache-ledger tbody tr")
    return [list(map(int, row.locator("td").all_inner_texts())) for row in rows.all()]


def layers(widget):
    """{词元: [缓存, 第一层, 第二层]}，连末尾那行最多的。"""
    rows = widget.locator(".soul-cache-layers").locator("tbody tr, tfoot tr").all()
    return {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in rows}


def percent(text):
    return float(text.removesuffix("%"))


def press(page, widget, button, said):
    widget.get_by_role("button", name=button, exact=True).click()
    settle(page, said)


def test_each_token_costs_one_with_the_cache_and_everything_without(cache):
    page, widget = cache
    before = layers(widget)
    press(page, widget, "下一个词元", "差 1.00 倍")
    (first,) = ledger(widget)
    assert first == [first[0]] * 4  # 头一个要连提示一起读，有没有缓存都一样
    press(page, widget, "写到底", "写完了。")
    rows = ledger(widget)
    for i, row in enumerate(rows):
        read = first[0] + i
        assert row == [read, sum(range(first[0], read + 1)), 1 if i else read, read]
    assert len(rows) > 3 and layers(widget) == before
    again, cached = rows[-1][1], rows[-1][3]  # 收尾那句与表同一个口径
    assert f"没有缓存 {again} 次，有缓存 {cached} 次，差 {again / cached:.2f} 倍" in widget.inner_text()
    right = widget.locator(".soul-status").last.inner_text()
    widget.get_by_role("textbox", name="要小铸接着写的话").fill("龘")
    press(page, widget, "从头来", "小铸不认识「龘」")
    assert widget.locator(".soul-status").last.inner_text() == right  # 左边的毛病不写到右边去
    widget.get_by_role("textbox", name="要小铸接着写的话").fill("明天北京下雨，")
    press(page, widget, "从头来", "还没开始写")
    assert ledger(widget) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.complaints == [] and page.offsite == []


def test_a_changed_word_changes_the_second_layer_not_the_first(cache):
    page, widget = cache
    rows = layers(widget)
    assert rows["明天"] == ["能用", "没变", "没变"]
    assert rows["成都→北京"][0] == "作废" and "没变" not in rows["成都→北京"]
    after = [rows[name] for name in ("下雨", "出门记得", "苏州")]
    assert all(state == "作废" and first == "没变" and percent(second) > 0 for state, first, second in after)
    settle(page, "第 1 层没变，为何后面也作废？")
    mean = sum(percent(second) for _, _, second in list(rows.values())[3:-1]) / 7
    assert percent(rows["改处之后平均"][2]) == pytest.approx(mean, abs=0.01)
    press(page, widget, "关掉", "第 2 层：没变")  # 关掉第一层的注意力，第二层也不变了
    assert layers(widget)["苏州"] == ["作废", "没变", "没变"]
    press(page, widget, "开着", "第 1 层：没变")
    press(page, widget, "最前面插一个词", "从第 2 个词元起作废")
    rows = layers(widget)
    assert rows["→我记得"] == ["新的", "—", "—"] and percent(rows["苏州"][1]) > 0  # 挪了位，转过的键就变
    press(page, widget, "转回去的键", "第 1 层：没变")
    assert layers(widget)["苏州"][1] == "没变" != layers(widget)["苏州"][2]
    assert page.complaints == []


def test_the_reader_changes_a_word_and_an_unknown_one_is_one_line(cache):
    page, widget = cache
    box = widget.get_by_role("textbox", name="这一次请求")
    box.fill("明天成都下雨，出门记得打伞。小明住在昆明")
    box.press("Enter")
    settle(page, "从第 10 个词元起作废")
    rows = layers(widget)
    assert all(cells == ["能用", "没变", "没变"] for cells in list(rows.values())[:9])
    box.fill("明天龘")
    box.press("Enter")
    settle(page, "小铸不认识「龘」（第 3 个字）")
    assert "\n" not in widget.locator(".soul-status").last.inner_text() and layers(widget) == rows
    box.fill("明天成都下雨，出门记得打伞。小明住在苏州")
    box.press("Enter")
    settle(page, "一个也没作废")
    box.fill("明天成都下雨，出门记得打伞。小明住在苏州。明天")
    box.press("Enter")
    settle(page, "旧的 10 个全能用，新读 2 个")  # 只在句末接字
    assert "作废" not in widget.inner_text()
    assert page.complaints == []
