"""<soul-rope>：两个词拉开，分数就变；一起挪，不变；推过训练长度，标出转到新角度的针。窄屏不横滚，键盘与鼠标都能用。"""

import re

import pytest

pytestmark = pytest.mark.browser
LAST = "rows => rows.map(row => row.lastElementChild.textContent)"
DIALS = "dials => dials.map(dial => dial.getAttribute('aria-label'))"


@pytest.fixture
def rope(visit):
    """打开那一页，返回部件；用过之后，没有报错，没有请求外站，页面没有横滚。"""
    page = visit("position.html", viewport={"width": 360, "height": 740})
    soul = page.locator("soul-rope")
    soul.scroll_into_view_if_needed()
    soul.locator("tbody tr").first.wait_for()
    yield soul
    assert page.complaints == [] and page.offsite == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def turn(soul, name, key, times):
    """用键盘拨一根滑杆，返回它念出来的值。"""
    knob = soul.get_by_role("slider", name=name)
    for _ in range(times):
        knob.press(key)
    return knob.get_attribute("aria-valuetext")


def score(soul):
    return re.search(r"分数 (−?[\d.]+)", soul.locator("p[role=status]").first.inner_text())[1]


def dials(soul):
    """每个表盘念出来的一句话。"""
    return soul.get_by_role("img").evaluate_all(DIALS)


def marked(soul):
    """表里每根针的末一格。"""
    return soul.locator("tbody tr").evaluate_all(LAST)


def test_pulled_apart_the_score_changes_and_moved_together_it_does_not(rope):
    seen = [score(rope)]
    assert turn(rope, "两个词隔", "ArrowRight", 4) == "6 格"
    seen.append(score(rope))
    assert [round(float(each), 2) for each in seen] == [0.80, 0.81]  # one_hand.py 印的：隔两格与隔六格
    before, needle = dials(rope), rope.locator("line").first.get_attribute("x2")
    assert turn(rope, "一起往后挪", "ArrowRight", 9) == "9 格"
    assert score(rope) == seen[1] and dials(rope) == before
    assert rope.locator("line").first.get_attribute("x2") != needle  # 针转了，夹角没变
    assert f"不挪时在第 0 与第 6 格，分数 {seen[1]}" in rope.locator("p[role=status]").first.inner_text()


def test_the_mouse_drags_too(rope):
    knob = rope.get_by_role("slider", name="两个词隔")
    knob.scroll_into_view_if_needed()
    before, box = score(rope), knob.bounding_box()
    knob.click(position={"x": box["width"] * 0.8, "y": box["height"] / 2})
    assert knob.get_attribute("aria-valuetext") != "2 格" and score(rope) != before


def test_pushed_past_training_the_new_angles_are_marked(rope):
    assert marked(rope) == ["都转到过"] * 8
    assert turn(rope, "推到", "ArrowRight", 3) == "128 格"
    found = marked(rope)
    assert found[:3] == ["都转到过"] * 3 and all(each.startswith("没转到过 ") for each in found[3:])
    assert rope.locator(".soul-fresh").count() == 5
    assert "3 根转满过一圈，5 根没有；推到 128 格，5 根转到了" in rope.locator(".soul-status").inner_text()
    rope.get_by_role("button", name="底数 500000").click()
    found = marked(rope)
    assert sum(each.startswith("没转到过 ") for each in found) > 5
    assert not [each for each in found if "0.0°" in each]  # 转得再少，也不写成零
