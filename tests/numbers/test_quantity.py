"""一个写出来的数：读、比、改写。"""

import contextlib
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookkit.numbers.quantity import DIMENSIONS, HEDGES, QUANTITY, SCALES, Quantity, Unreadable, plain, rewrite

read = Quantity.read


@pytest.mark.parametrize(
    "text, values, place, exact",
    [
        ("0.67", "0.67", "0.01", False),
        ("1.5 万", "15000", "1000", False),
        ("63%", "0.63", "0.01", False),
        ("1,234", "1234", "1", True),
        ("3×10²³", "3e23", "1e23", False),
        ("2.5×10⁻³", "0.0025", "0.0001", False),
        ("3.14e23", "3.14e23", "1e21", False),
        ("175 billion", "175e9", "1e9", False),
        ("-0.5", "-0.5", "0.1", False),
        ("512 KiB", "512", "1", True),
    ],
)
def test_reads(text, values, place, exact):
    quantity = read(text)
    assert (quantity.values[0], quantity.places[0], quantity.exact) == (Decimal(values), Decimal(place), exact)


def test_reads_a_range():
    assert read("2.0–3.3%").values == (Decimal("0.020"), Decimal("0.033"))


@pytest.mark.parametrize("text", ["", "x3", "1.2.3", "3-5", "１２", "5–3", "0x10", "1,23", "三"])
def test_refuses_what_it_cannot_read(text):
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    "hedge, text, printed, verdict",
    [
        ("", "0.67", "0.6703", True),
        ("", "0.67", "0.6650", None),  # 二次取整：0.66495 → 0.6650 → 0.67
        ("", "0.66", "0.6703", False),
        ("", "6", "6.0", None),  # 光秃的整数是精确的
        ("", "6", "7", False),
        ("约", "6", "6.04", True),
        ("约", "15000", "15400", True),  # 末尾的零不算数
        ("约", "15000", "15600", False),
        ("约", "20", "22", False),  # 但约 20 不是 15 到 25
        ("超过", "1 亿", "124439808", True),
        ("超过", "1 亿", "100000000", False),  # 严格
        ("超过", "1 亿", "224439808", False),  # 不得空泛
        ("不到", "1.3 亿", "124439808", True),
        ("不到", "1.3 亿", "130000000", False),
        ("近", "1.3 亿", "129000000", True),
        ("不超过", "1000", "1000", True),
        ("不超过", "1000", "1001", False),
        ("至少", "1000", "1000", True),
        ("至少", "1000", "999", False),
        ("", "32%", "0.3165", True),
        ("", "512 KiB", "512 KiB", True),
        ("", "512 MiB", "512 KiB", False),  # 量纲不换算
        ("", "512 KiB", "512", False),
        ("", "2.0–3.3%", "0.0203–0.0331", True),
        ("", "2.0–3.3%", "0.0203–0.0341", False),
        ("", "2.0%", "0.0203–0.0331", False),
    ],
)
def test_covers(hedge, text, printed, verdict):
    assert read(text, hedge).covers(read(printed)) is verdict


def test_a_quotation_is_a_point():
    assert read("1750 亿").covers(read("175 billion"), point=True)
    assert not read("1760 亿").covers(read("175 billion"), point=True)


@pytest.mark.parametrize(
    "written, quote, matches",
    [
        ("48 美元", "only $48", True), ("48", "only $48", False), ("49 美元", "only $48", False),
        ("557.6 万美元", "only $5.576M.", True), ("50 万美元", "US$0.5 million", True),
        ("54 天", "a 54-day snapshot", True), ("54", "a 54-day snapshot", False), ("54 小时", "a 54-day snapshot", False),
        ("72.6 百分点", "by 72.6 percentage points", True),
    ],
)  # fmt: skip
def test_english_money_and_time_keep_their_unit(written, quote, matches):
    found = [read(m[0]) for m in QUANTITY.finditer(plain(quote))]
    assert any(read(written).covers(q, point=True) for q in found) is matches


def test_unknown_hedge_is_refused():
    with pytest.raises(Unreadable):
        read("3", "逾")


@pytest.mark.parametrize(
    "text, printed, right",
    [
        ("0.64", "0.6703", "0.67"),
        ("1.5 万", "16234", "1.6 万"),
        ("12,345", "22345", "22,345"),
        ("2.0–3.3%", "0.0213–0.0352", "2.1–3.5%"),
        ("-0.5", "-0.62", "-0.6"),
    ],
)
def test_rewrites_keeping_places_and_unit(text, printed, right):
    assert rewrite(text, read(printed)) == right


@pytest.mark.parametrize(
    "text, printed",
    [
        ("0.64", "6.703"),
        ("0.64", "-0.6703"),
        ("12", "13.5"),
        ("512 KiB", "513"),
        ("0.64", "0.6350"),
        ("0.5", "0.1–0.3"),
    ],
)
def test_refuses_risky_rewrites(text, printed):
    with pytest.raises(Unreadable):
        rewrite(text, read(printed))


# —— 性质 ——

digits = st.decimals(min_value=0, max_value=10**9, places=None, allow_nan=False, allow_infinity=False).map(
    lambda d: f"{d.quantize(Decimal(1).scaleb(-(abs(d.as_tuple().exponent) % 6))):f}"
)
scales = st.sampled_from(["", *SCALES])
written = st.builds(
    lambda sign, d, s: f"{sign}{d}{' ' if s[:1].isalpha() and s.isascii() else ''}{s}",
    st.sampled_from(["", "-"]),
    digits,
    scales,
)


@given(written)
def test_reading_what_was_written_changes_nothing(text):
    quantity = read(text)
    match = QUANTITY.fullmatch(text)
    assert match and match["low"] in text
    again = read(f"{quantity.values[0]:f}")
    assert again.values == quantity.values
    assert quantity.covers(again) is not False


@given(st.text())
def test_no_input_crashes(text):
    try:
        quantity = read(text)
    except Unreadable:
        return
    assert quantity.covers(quantity) is not False


@given(st.text(alphabet="0123456789.,-–%万亿K×10²³ \n约[]()#a.b`$|*"))
def test_no_markdownish_input_crashes(text):
    for match in QUANTITY.finditer(text):
        with contextlib.suppress(Unreadable):
            read(match[0])


@given(written, written)
def test_whatever_is_rewritten_passes(text, printed):
    target = read(printed)
    try:
        new = rewrite(text, target)
    except Unreadable:
        return
    assert read(new).covers(target) is True
    assert QUANTITY.fullmatch(new)["scale"] == QUANTITY.fullmatch(text)["scale"]
    assert rewrite(new, target) == new  # 改一遍就够


@given(st.decimals(min_value=Decimal("0.001"), max_value=10**6, places=6), st.integers(0, 4))
def test_honest_rounding_is_accepted(value, places):
    """照着印出的数四舍五入写下来，只要印得足够细，就一定对得上，或者如实说位数不够。"""
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    if "." in text:
        assert read(text).covers(read(f"{value:f}")) is not False


@given(written, st.sampled_from(list(HEDGES)))
def test_hedges_never_make_a_figure_exact(text, hedge):
    assert not read(text, hedge).exact


def test_every_unit_reads():
    for unit in [*SCALES, *DIMENSIONS]:
        assert read(f"3 {unit}").values
