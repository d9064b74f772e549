"""一个写出来的数：怎么读、怎么算对上、怎么改写。

写出的数不是一个点，而是一个区间：0.67 说的是 [0.665, 0.675]。
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SCALES = {
    "%": -2, "‰": -3, "十万": 5, "百万": 6, "千万": 7, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
    "倍": 0, "X": 0, "x": 0, "千": 3, "万": 4, "亿": 8, "K": 3, "M": 6, "B": 9, "T": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "percent": -2,
}  # fmt: skip
# 量纲只比对、不换算：512 KiB 与 512 MiB 不是同一个数，要换就让片段按正文的单位印。
DIMENSIONS = {
    "KiB": "KiB", "MiB": "MiB", "GiB": "GiB", "TiB": "TiB", "KB": "KB", "MB": "MB", "GB": "GB", "TB": "TB",
    "字节": "字节", "bytes": "字节", "毫秒": "毫秒", "ms": "毫秒", "秒": "秒", "seconds": "秒",
    "分钟": "分钟", "minutes": "分钟", "小时": "小时", "hours": "小时", "天": "天", "days": "天",
    "美元": "美元", "元": "元", "百分点": "百分点", "percentage points": "百分点",
}  # fmt: skip
# 英文原文里的写法 → 上面认得的：$48 → 48 美元，54-day → 54 days
_ENGLISH = (
    (
        re.compile(r"(?:US)?\$\s?([0-9][0-9,]*(?:\.[0-9]+)?)(\s?(?:thousand|million|billion|trillion|[KMBT])\b)?"),
        r"\1\2 美元",
    ),
    (re.compile(r"(?<=[0-9])-(day|hour|minute|second)s?\b"), r" \1s"),
)
HEDGES = {
    "约": "约",
    "大约": "约",
    "近": "不到",
    "不到": "不到",
    "超过": "超过",
    "不超过": "至多",
    "至多": "至多",
    "至少": "至少",
}

_any = lambda words: "|".join(sorted(map(re.escape, words), key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_POWER = r"(?:\s?[×x]\s?10(?P<{0}>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^-?[0-9]+)|[eE](?P<{0}e>[+-]?[0-9]+))?"
QUANTITY = re.compile(
    r"(?<![A-Za-z0-9_.])(?<![0-9][-–,])(?P<sign>[-−+])?(?P<low>" + _NUMBER + ")" + _POWER.format("p")
    + r"(?:\s?[–～]\s?(?P<high>" + _NUMBER + ")" + _POWER.format("q") + ")?"
    + rf"(?:[ \u00a0]?(?P<scale>{_any(SCALES)}))?(?:[ \u00a0]?(?P<dimension>{_any(DIMENSIONS)}))?"
    + r"(?![A-Za-z0-9_]|\.[0-9]|,[0-9]{3}|[-–][0-9])"
)  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹^", "-0123456789 ")


def plain(quote: str) -> str:
    """英文原文里的钱与时间，改写成 QUANTITY 认得的样子。"""
    for pattern, written in _ENGLISH:
        quote = pattern.sub(written, quote)
    return quote


class Unreadable(ValueError):
    """读不懂的数。"""


@dataclass(frozen=True)
class Quantity:
    """一个写出来的数，或一个写出来的范围。

    values：一个值，或范围的两端；places：末位的单位（0.67 → 0.01，1.5 万 → 1000）。
    exact：光秃的整数，说的就是它自己，没有取整的余地。
    """

    values: tuple[Decimal, ...]
    places: tuple[Decimal, ...]
    exact: bool
    hedge: str = ""
    dimension: str = ""

    @classmethod
    def read(cls, text: str, hedge: str = "") -> "Quantity":
        """读一个数，可带单位，如 `1.5 万`、`63%`、`2.0–3.3%`、`3×10²³`、`512 KiB`。

        异常：Unreadable，写明读不懂什么。
        """
        match = QUANTITY.fullmatch(text.strip())
        if not match:
            raise Unreadable(f"读不懂的数 {text.strip()!r}")
        if hedge not in HEDGES and hedge:
            raise Unreadable(f"认不出的限定词 {hedge!r}，可用：{'、'.join(HEDGES)}")
        hedge = HEDGES.get(hedge, "")
        scale = SCALES.get(match["scale"], 0)
        values, places, exact = [], [], not scale
        for digits, power in (("low", "p"), ("high", "q")):
            if match[digits] is None:
                continue
            exponent = scale + int((match[power] or match[power + "e"] or "0").translate(_SUPERSCRIPT))
            number = Decimal(match[digits].replace(",", ""))
            if digits == "low" and match["sign"] in ("-", "−"):
                number = -number
            exact = exact and number == number.to_integral_value() and "." not in match[digits] and not exponent
            values.append(number.scaleb(exponent))
            places.append(Decimal(1).scaleb(number.as_tuple().exponent + exponent))
        if hedge:  # 约 15000：末尾的零不算数
            places = [_significant(v, p) for v, p in zip(values, places)]
        if len(values) == 2 and values[0] >= values[1]:
            raise Unreadable(f"范围 {text.strip()!r} 的左端不小于右端")
        dimension = DIMENSIONS.get(match["dimension"], "")
        return cls(tuple(values), tuple(places), exact and not hedge, hedge, dimension)

    def covers(self, printed: "Quantity", *, point: bool = False) -> bool | None:
        """写出的区间装得下印出的区间吗？装得下 True，装不下 False，只相交（印出的位数不够）None。

        point：印出的一方是原文里的数，按它自己的值比，不带取整的余地。
        """
        if self.dimension != printed.dimension or len(self.values) != len(printed.values):
            return False
        verdicts = [
            self._covers(v, p, w, Decimal(0) if point or printed.exact else q / 2)
            for v, p, w, q in zip(self.values, self.places, printed.values, printed.places)
        ]
        return False if False in verdicts else None if None in verdicts else True

    def _covers(self, value, place, printed, slack):
        """一个值的判定。inside：印出的区间整个在写出的区间里；touches：两个区间有交。slack：印出的数取整的余地。"""
        low, high = printed - slack, printed + slack
        if self.hedge == "超过":  # 严格单侧，且不得空泛
            inside, touches = value < low and high < value + place, value < high and low < value + place
        elif self.hedge == "不到":
            inside, touches = value - place < low and high < value, value - place < high and low < value
        elif self.hedge == "至少":
            inside, touches = value <= low and high < value + place, value <= high and low < value + place
        elif self.hedge == "至多":
            inside, touches = value - place < low and high <= value, value - place < high and low <= value
        elif self.exact:
            inside, touches = low == high == value, low <= value <= high
        else:
            inside = value - place / 2 <= low and high <= value + place / 2
            touches = value - place / 2 < high and low < value + place / 2
        return True if inside else None if touches else False


def _significant(value: Decimal, place: Decimal) -> Decimal:
    """限定词后面末尾的零不算有效数字，但半个末位不得超过值的一成（约 20 是 [19.5, 20.5]，不是 [15, 25]）。"""
    while value and place >= 1 and value % (place * 10) == 0 and place * 5 <= abs(value) / 10:
        place *= 10
    return place


def rewrite(text: str, printed: Quantity) -> str:
    """保持位数、单位与千分号，把正文里的数改成印出的数。

    异常：Unreadable，写明为什么不敢改（差十倍以上、变号、单位不同、位数不够）。
    """
    match, quantity = QUANTITY.fullmatch(text.strip()), Quantity.read(text)
    if quantity.dimension != printed.dimension:
        raise Unreadable(f"单位不同（正文 {quantity.dimension or '无'}，印出 {printed.dimension or '无'}）")
    if len(quantity.values) != len(printed.values):
        raise Unreadable("一边是数，一边是范围")
    new = match[0]
    for key, _power, value, place, target in reversed(
        list(zip(("low", "high"), "pq", quantity.values, quantity.places, printed.values))
    ):
        if value * target < 0 or max(abs(value), abs(target)) >= 10 * min(abs(value), abs(target)) and value != target:
            raise Unreadable("与印出的数差十倍以上")
        if quantity.exact and target != target.to_integral_value():
            raise Unreadable("正文是精确的整数，印出的是小数")
        written = Decimal(match[key].replace(",", ""))
        scale = place.adjusted() - written.as_tuple().exponent  # 单位与科学计数的指数
        digits = abs(target).scaleb(-scale).quantize(place.scaleb(-scale), ROUND_HALF_UP)
        if target and not digits:
            raise Unreadable("按正文的位数会写成零")
        grouped = f"{digits:,f}" if "," in match[key] else f"{digits:f}"
        new = new[: match.start(key)] + grouped + new[match.end(key) :]
    if Quantity.read(new).covers(printed) is not True:
        raise Unreadable("印出的位数不够")
    return new
