"""部件：真浏览器里，滚到跟前才装载，装载之后真的在算；坏输入一行中文；本机打开照样用。"""

import re

import pytest

from bookkit.numbers import snippet
from tests.support import ROOT, until

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
    said(page, box, "4 栏合计写了")
    answers = box.locator(".soul-said")
    assert answers.count() == 4
    assert all("练了：" in each and "丢了：" in each for each in box.locator(".soul-stages > div").all_inner_texts())
    assert not any(table.is_visible() for table in box.locator(".soul-bars").all())  # 前五名折着
    tall = box.locator(".soul-stages").bounding_box()["height"]
    assert tall < PHONE["viewport"]["height"]  # 四栏的续写在一屏里
    box.locator("summary").first.click()
    box.get_by_role("button", name="成都有啥必去的地方啊").click()
    said(page, box, "写了")
    until(page, "document.querySelectorAll('.soul-said')[3].textContent === '北。'")  # 只练过方位的，问什么都答方位
    assert box.locator(".soul-bars").first.is_visible()  # 打开过的还开着
    box.get_by_role("button", name="南北方向上，成都比昆明更靠哪").click()
    until(page, "document.querySelector('.soul-said').textContent === '过桥米线。'")
    assert answers.all_inner_texts()[3] == "北。"  # 悟道答对，别的都拿景点与吃的来答
    box.get_by_role("slider").fill("0")
    until(page, "document.querySelector('.soul-name').textContent.includes('没练过')")
    said(page, box, "这一栏写了")
    tidy(page)


def test_what_chat_cannot_read_is_said_and_the_old_answers_turn_grey(soul):
    page, box = soul("index.html", "soul-chat")
    said(page, box, "写了")
    text, faded = (
        box.get_by_role("textbox"),
        "getComputedStyle(document.querySelector('.soul-stages')).filter === 'grayscale(1)'",
    )
    for typed, sentence in {
        "成都龘龘😀": "小铸不认识「龘」（第 3 个字）、「😀」（第 5 个字）",
        " ": "句子是空的",
    }.items():
        text.fill(typed)
        box.get_by_role("button", name="说", exact=True).click()
        assert sentence in said(page, box, sentence) and page.evaluate(faded)
    text.fill(long := "今天来成都出差了。" * 20)
    text.press("Enter")
    assert said(page, box, "太长了").startswith(f"太长了，只读前 120 个字，到「{long[114:120]}」为止。")
    assert text.input_value() == long[:120] and not page.evaluate(faded)
    tidy(page)


def test_chat_can_show_only_some_stages(soul):
    page, box = soul("alignment.html", "soul-chat")
    said(page, box, "4 栏合计写了")
    page.evaluate("document.querySelector('soul-chat').outerHTML = '<soul-chat stages=\"拜师 对齐\"></soul-chat>'")
    said(page, box, "2 栏合计写了")
    assert [name[:2] for name in box.locator(".soul-name").all_inner_texts()] == ["拜师", "对齐"]
    assert box.get_by_role("slider").count() == 0  # 没有基座那一栏，也就没有它的滑杆
    page.evaluate("document.querySelector('soul-chat').outerHTML = '<soul-chat stages=\"学徒\"></soul-chat>'")
    assert "没有「学徒」这一栏" in said(page, box, "没有")


def test_a_page_opened_from_a_folder_has_its_souls(site, soul):
    page, box = soul(f"file://{site}/thrift.html", "soul-bill")
    assert "价目核于" in said(page, box, "价目核于")
    page, box = soul(f"file://{site}/sft.html", "soul-chat")
    said(page, box, "写了")


def test_merges_are_shown_one_by_one(soul):
    page, box = soul("tokenization.html", "soul-tokens")
    assert re.search(r"它学的 150 次合并里，这是第 \d+ 次。\d+ 个字，\d+ 个词元", said(page, box, "个词元"))
    box.get_by_role("slider").fill("0")
    assert "先拆成单字" in said(page, box, "先拆")
    box.get_by_role("textbox").fill("")
    said(page, box, "句子是空的")
    box.get_by_role("textbox").fill("今😀天龘")
    assert "小铸不认识「😀」（第 2 个字）、「龘」（第 4 个字）" in said(page, box, "不认识")
    assert box.locator(".soul-chips mark").all_inner_texts() == ["😀", "龘"]
    tidy(page)


def test_a_small_beta_runs_wild_and_a_large_one_holds(soul):
    page, box = soul("dpo.html", "soul-preference")
    said(page, box, "还没学")
    assert box.get_by_role("slider").get_attribute("aria-valuetext") == "2"
    answer = box.locator(".soul-table").last.locator("tr").last.locator("td").last
    before = answer.inner_text()
    box.get_by_role("slider").fill("5")  # β 1
    box.get_by_role("button", name="学 100 步").click()
    assert re.search(r"好的 \d 句升、\d 句降；差的 4 句降。.*不成句了", said(page, box, "学了 100 步，损失"))
    assert answer.inner_text() != before
    assert answer.inner_text().count("！") > 3  # 没标过的续写，也不成句了
    box.get_by_role("slider").fill("6")  # β 2
    said(page, box, "改了设置，已从头来。还没学")
    box.get_by_role("button", name="学 20 步").click()
    assert "都还收得了尾" in said(page, box, "学了 20 步，损失")
    assert "！" not in answer.inner_text()
    for pick in box.get_by_role("button", name="不标").all():
        pick.click()
    said(page, box, "一对偏好也没有")
    box.get_by_role("button", name="学 20 步").click()
    said(page, box, "一对偏好也没有：先标一对")
    box.get_by_role("button", name="对照：β 0.02").click()
    assert box.get_by_role("slider").get_attribute("aria-valuetext") == "0.02"
    tidy(page)


def test_the_bill_moves_with_its_knobs_and_travels_in_a_link(soul, visit):
    page, box = soul("thrift.html", "soul-bill")
    said(page, box, "价目核于")
    money = box.locator(".soul-bars td:nth-child(2)").all_inner_texts
    # 与书里那张账单同一组参数、同一个型号
    book = snippet.load(ROOT / "snippets/cost/bill.py").values
    assert [m.replace(",", "") for m in money()[:2]] == [book[n].removesuffix(" 美元") for n in ("plain", "shared")]
    before = money()
    box.get_by_role("slider", name="每轮多想").fill("0")
    assert money()[2] == money()[1] and money()[:2] == before[:2]
    link = page.evaluate("document.querySelector('soul-bill').link()")
    page = visit(link, **PHONE)
    until(page, "document.querySelector('soul-bill .soul-bars')")
    box = page.locator("soul-bill")
    top = box.locator(".soul").bounding_box()["y"]
    assert 48 <= top < PHONE["viewport"]["height"]  # 直达，不必自己滚，也没有压在页眉底下
    assert box.locator(".soul-bars td:nth-child(2)").all_inner_texts()[2] != before[2]
    tidy(page)
    for bad in ("?s=%00", "?s=gpt~~1~2", "?s=claude-sonnet-5.5~~1~1~1~1~1~1~99"):
        page, box = soul(f"thrift.html{bad}", "soul-bill")
        assert said(page, box, "价目核于").startswith("链接里的参数读不懂，用了缺省的。")


def test_the_bill_says_what_to_do_and_warns(soul):
    page, box = soul("thrift.html", "soul-bill")
    assert "缓存反而亏" not in said(page, box, "价目核于")
    assert "单价，每百万词元几美元：输入 2，" in box.inner_text()
    assert "你聊 6 轮：历史还没超过五轮，砍不砍一样" in box.inner_text()
    assert "你在第 6 轮" in box.locator("svg").text_content()
    set_to = lambda name, at: box.get_by_role("slider", name=name).fill(str(at))
    set_to("聊几轮", 12)
    assert re.search(r"你聊 100 轮：别砍。只留最近五轮，输入反而多花 \d+%；聊到第 \d+ 轮，砍才便宜", box.inner_text())
    set_to("缓存过期的", 9)
    assert "你聊 100 轮：该砍。只留最近五轮，输入省" in box.inner_text()
    assert "用缓存反而亏：写入是输入价的 1.25 倍" in said(page, box, "反而亏")
    box.get_by_role("combobox").select_option(label="Claude Haiku 5.5")
    set_to("系统提示", 14)
    set_to("每轮答", 13)
    assert "断崖：从第 6 轮起，一次的输入超过 100000 个词元，整单换价" in said(page, box, "断崖")
    for name in ("系统提示", "每轮问", "每轮答", "每轮多想"):
        set_to(name, 0)
    said(page, box, "一个词元也没有，账是零")
    assert box.locator("svg").count() == 0
    tidy(page)
