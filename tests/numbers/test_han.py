"""汉字写的大数与倍数：读得懂的都看得见，约数、成语、序数不管。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookkit.numbers.han import parse, spelled, write


@pytest.mark.parametrize(
    "numeral, value",
    [("三千", 3000), ("三十二", 32), ("十二", 12), ("两百", 200), ("一千零三", 1003), ("二百五十六", 256), ("一百零一", 101),
     ("百", None), ("二三十", None), ("一二", None), ("一百二", None), ("一百二千", None), ("零", 0)],
)  # fmt: skip
def test_reads_whole_numbers(numeral, value):
    assert parse(numeral) == value


@given(st.integers(1, 9999))
def test_writing_and_reading_agree(number):
    assert parse(write(number)) == number


@pytest.mark.parametrize(
    "source, expected",
    [
        ("练三千步，隔三十二个词", [("三千步", 3000, 3000), ("三十二个", 32, 32)]),
        ("二十乘三十二得六百八十。", [("二十", 20, 20), ("三十二", 32, 32), ("六百八十", 680, 680)]),
        ("前三名之外的五百多个", [("五百多个", 500, 599)]),
        ("二百五十六个词元，六十四维", [("二百五十六个", 256, 256), ("六十四维", 64, 64)]),
        ("整整三百奈特，一百零一道题", [("三百奈特", 300, 300), ("一百零一道", 101, 101)]),
        ("是它的两倍，四倍，十二倍", [("两倍", 2, 2), ("四倍", 4, 4), ("十二倍", 12, 12)]),
        ("词数三十二个，叠上三十层，组成二十组", [("三十二个", 32, 32), ("三十层", 30, 30), ("二十组", 20, 20)]),
        ("头数四倍", [("四倍", 4, 4)]),
        ("轮数翻倍，头数加倍", [("翻倍", 2, 2), ("加倍", 2, 2)]),
    ],
)  # fmt: skip
def test_big_numbers_and_multiples_are_seen(source, expected):
    assert [(s.text, s.low, s.high) for s in spelled(source)] == expected
    assert all(source[s.start : s.end] == s.text for s in spelled(source))


@pytest.mark.parametrize(
    "source",
    ["千万别", "百万富翁", "一千零一夜", "几十个", "几百步", "上百条", "成百上千个", "数百个", "二十来个", "五十几维", "二三十个", "百个",
     "第三十二步", "三十五岁", "三个词", "十九座", "三十秒，", "一倍", "多一倍", "一半", "成倍", "百分之三十七", "三点五倍", "千篇一律",
     "二十一世纪", "一百", "千家万户", "一千个出头", "十几倍", "几十倍", "数十倍", "数百倍"],
)  # fmt: skip
def test_idioms_and_rough_counts_are_left_alone(source):
    assert spelled(source) == []


@pytest.mark.parametrize("source", ["三千步", "五百多个", "二十乘三", "两倍", "翻倍"])
def test_a_changed_number_is_seen_and_not_known(source):
    known = {3000, 3001, 550, 650, 20, 21, 2, 3}
    found = spelled(source)[0]
    assert found.holds(known)
    after = spelled(source[: found.start] + found.changed(known) + source[found.end :])[0]
    assert not after.holds(known)
