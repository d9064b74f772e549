"""汉字写的整数：读得懂的才管，约数、成语、序数不管。

小数目用汉字写读着顺，但大数与倍数是要负责的说法。这里只负责认出它们、读出值、写回汉字；
值在不在本页引入的片段里，由 book 判定。
"""

import re
from dataclasses import dataclass

BIG = 20  # 从这个数起要有凭据；更小的是随口的小数目
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "".join([*_DIGITS, *_PLACES])
# 跟在数后面、说明它在数东西的字。不收「夜、岁、年」：一千零一夜是名字，年龄与年份不归这里管。
_UNIT = (
    "奈特|词元|汉字|种子|分钟|小时|字节|字符|毫秒|美元|百分点|[步个次遍条道维层头词字张人座倍轮份句行列格项种页段根台块秒天"
    "篇题例组批卡档位颗家城对类]"
)
_SUM = "乘以|除以|等于|乘|减|得"  # 「二十乘三十二得六百八十」：算式里的数后面没有量词
_SPELLED = re.compile(
    # 「第」之后是序数，「几」与「数十」的「数」之后是约数（词数三十二的「数」不是），「分之、点」前后不是整数、另有规则
    rf"(?:(?P<sum>{_SUM})|(?<![第几点{_NUMERAL}])(?<!分之)(?<!数(?=十)))"
    rf"(?P<numeral>[{_NUMERAL}]+)(?!分之|[点几来{_NUMERAL}])"
    rf"(?P<more>[多余])?(?: ?(?P<unit>{_UNIT})(?!出头)|(?=(?P<then>{_SUM})))?"
)
_DOUBLED = re.compile("翻倍|加倍|翻番")
_COLUMN = "三十秒"  # 每章开头那一栏的名字


@dataclass(frozen=True)
class Spelled:
    """一个汉字写的、要有凭据的数。start、end 是它在源文件里的偏移。

    low、high：说的是哪些值，两端都含；「三十二个」是 32 到 32，「五百多个」是 500 到 599。
    rest：数后面的字（多、量词），改写时原样接上；times：说的是倍数。
    """

    start: int
    end: int
    text: str
    low: int
    high: int
    rest: str
    times: bool

    def holds(self, known) -> bool:
        """known（一组数）里有没有它说的值。"""
        return any(self.low <= value <= self.high for value in known)

    def changed(self, known) -> str:
        """改成 known 里没有的下一个值，写法不变：给变异测试用。"""
        step = self.high - self.low + 1
        for low in range(self.low + step, 10_000, step):
            if _last_place(low) >= step and not any(low <= value < low + step for value in known):
                return write(low) + self.rest
        raise ValueError(f"一万以内找不到能替换 {self.text} 的值")


def parse(numeral: str) -> int | None:
    """读一个万以内的汉字整数；读不懂（二三十、一二、光一个「百」）则 None。"""
    total, digit = 0, None
    floor = 10_000  # 位权要越来越小：一百二千读不懂
    for char in numeral:
        if char == "零":
            if digit is not None:
                return None
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        else:
            place = _PLACES[char]
            if place >= floor or digit is None and char != "十":
                return None
            total += (1 if digit is None else digit) * place
            digit, floor = None, place
    if digit is not None and floor not in (10, 10_000) and "零" not in numeral:
        return None  # 「一百二」省了位，两个意思都读得通
    return total + (digit or 0)


def write(number: int) -> str:
    """把一到九千九百九十九的整数写成汉字，与 parse 互逆。"""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return re.sub(r"^一十", "十", text)


def spelled(text: str) -> list[Spelled]:
    """一段字里要有凭据的汉字数：不小于二十而后面有量词或在算式里的，与任何倍数（一倍除外）。"""
    found = [Spelled(m.start(), m.end(), m[0], 2, 2, "倍", True) for m in _DOUBLED.finditer(text)]
    for m in _SPELLED.finditer(text):
        value, times = parse(m["numeral"]), m["unit"] == "倍"
        counts_something = m["unit"] or m["sum"] or m["then"]
        if not value or not counts_something or m["numeral"] + (m["unit"] or "") == _COLUMN:
            continue
        if value >= BIG or times and value > 1:
            start, end = m.start("numeral"), m.end("unit" if m["unit"] else "numeral")
            high = value + (_last_place(value) - 1 if m["more"] else 0)
            found.append(Spelled(start, end, text[start:end], value, high, text[m.end("numeral") : end], times))
    return sorted(found, key=lambda s: s.start)


def _last_place(value: int) -> int:
    """末一个不为零的位：五百 → 100，五百二十 → 10。"""
    place = 1
    while value % (place * 10) == 0:
        place *= 10
    return place
