"""<soul-sampler>：小铸的真分布，旋钮一动表就跟着变；抽一千次，次数加起来是一千；窄屏不横滚，键盘能用。"""

import pytest

pytestmark = pytest.mark.browser
ROWS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"


@pytest.fixture
def sampler(visit):
    """打开那一页，等小铸到了，返回部件；用过之后，没有报错，没有请求外站，页面没有横滚。"""
    page = visit("sampling.html", viewport={"width": 360, "height": 740})
    soul = page.locator("soul-sampler")
    soul.scroll_into_view_if_needed()
    soul.locator("tbody tr").first.wait_for()
    yield soul
    assert page.complaints == [] and page.offsite == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def rows(soul):
    """[[候选, 原来, 留没留, 之后, 抽到]]，都是字。"""
    return soul.locator("tbody tr").evaluate_all(ROWS)


def turn(soul, name, key, times):
    """用键盘拨一个旋钮，返回它念出来的值。"""
    knob = soul.get_by_role("slider", name=name)
    for _ in range(times):
        knob.press(key)
    return knob.get_attribute("aria-valuetext")


def draws(soul, button="抽 1000 次"):
    soul.get_by_role("button", name=button).click()
    return [int(drawn) for *_, drawn in rows(soul)]


def test_with_every_knob_off_nothing_changes(sampler):
    for _, before, kept, after, drawn in rows(sampler):
        assert before == after and kept.startswith("留") and drawn == "—"


def test_the_knobs_move_the_probabilities(sampler):
    before = rows(sampler)
    assert turn(sampler, "温度", "ArrowRight", 2) == "2"
    assert float(rows(sampler)[0][3]) < float(before[0][3])
    assert turn(sampler, "温度", "Home", 1) == "0，贪心"
    assert [kept for _, _, kept, *_ in rows(sampler)] == ["留"] + ["剪"] * 7 + ["留 0"]
    assert rows(sampler)[0][3] == "1.0000"
    turn(sampler, "温度", "ArrowRight", 4)
    assert turn(sampler, "top-k", "ArrowRight", 6) == "2"
    assert [kept for _, _, kept, *_ in rows(sampler)].count("留") == 2


def test_a_preset_sets_every_knob(sampler):
    for name, knobs in {"放飞": ["2", "不用"], "保守": ["0.5", "0.9"], "都不用": ["1，不用", "不用"]}.items():
        sampler.get_by_role("button", name=name).click()
        sliders = [sampler.get_by_role("slider", name=each) for each in ("温度", "top-p")]
        assert [each.get_attribute("aria-valuetext") for each in sliders] == knobs


def test_what_comes_first_matters(sampler):
    turn(sampler, "温度", "ArrowRight", 2)
    turn(sampler, "top-p", "ArrowRight", 3)
    status = sampler.locator(".soul-status")
    first = status.inner_text()
    sampler.get_by_role("button", name="先剪再除温度").click()
    assert "个候选留下" in first and status.inner_text() != first


def test_a_thousand_draws_and_another_seed(sampler):
    first = draws(sampler)
    second = draws(sampler, "换个种子，再抽 1000 次")
    assert sum(first) == sum(second) == 1000 and first != second
    assert f"上一回 {first[0]} 次，这一回 {second[0]} 次" in sampler.locator(".soul-status").inner_text()
    for _, _, _, after, drawn in rows(sampler):
        assert abs(int(drawn) / 1000 - float(after)) < 0.07
    turn(sampler, "温度", "ArrowRight", 1)
    assert {drawn for *_, drawn in rows(sampler)} == {"—"}
