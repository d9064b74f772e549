"""<soul-bill>：用书里那两个片段自己的函数，换着参数算一遍。"""

import contextlib
import io
import itertools
import runpy

from bookkit import ROOT
from bookkit.hooks import prices
from bookkit.prices import PriceError, price


class Tiered:
    """片段的 month 只认一个价；换成这个，每一单照它的输入落在哪一档收。"""

    def __init__(self, row):
        self.row = row

    def price(self, tokens=0):
        return price(self.row["id"], when=self.row["when"], tokens=tokens)

    def has(self, column):
        return self.price().has(column)

    def bill(self, output, **sent):
        return self.price(sum(sent.values())).bill(output=output, **sent)


MONTHS = [
    dict(turns=6, system=1500, question=60, answer=250, thought=0, hit=0, shared=False, sessions=100_000, days=30),
    dict(turns=6, system=1500, question=60, answer=250, thought=400, hit=1, shared=True, sessions=100_000, days=30),
    dict(turns=24, system=800, question=90, answer=120, thought=50, hit=0.7, shared=False, sessions=3, days=22),
    dict(turns=1, system=0, question=10, answer=0, thought=0, hit=0.5, shared=True, sessions=7, days=1),
    dict(
        turns=40, system=32000, question=2000, answer=8000, thought=0, hit=0.9, shared=True, sessions=10, days=30
    ),  # 过了断崖
    dict(turns=0, system=10, question=10, answer=10, thought=0, hit=0, shared=False, sessions=7, days=1),
]
HOW = dict(question=150, answer=250, system=2000, window=5)


def load(name):
    """一个片段里的名字，不要它印的。"""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(ROOT / "snippets" / f"{name}.py"))


def cases():
    """prices 是站点给浏览器的价；months 一个型号一列；inputs、crossings 扫几样比例。"""
    month, trim = load("cost/bill")["month"], load("thrift/keep_or_trim")
    table = prices()
    swept = [
        HOW | dict(hit=hit, write=write, stale=stale)
        for hit, write, stale in itertools.product((0.5, 0.1, 0.02), (1, 1.25), (0, 0.1, 0.3))
    ]
    ways = {"keep": trim["keep"], "slide": trim["slide"], "halve": trim["halve"]}
    few = lambda how: {k: how[k] for k in ("hit", "write", "stale")}
    return {
        "prices": table,
        "months": [[bill(month, row, how) for how in MONTHS] for row in table],
        "how": MONTHS,
        "swept": swept,
        "inputs": [{way: [trim["bill"](drop, n, **few(how)) for n in (1, 7, 40)] for way, drop in ways.items()} for how in swept],
        "crossings": [{way: trim["crossing"](ways[way], **few(how)) for way in ("slide", "halve")} for how in swept],
    }  # fmt: skip


def bill(month, row, how):
    """一个型号、一组参数的月账；价目里没有要的那一格，就是它说的话。"""
    month.__globals__.update(question=how["question"], sessions=how["sessions"], days=how["days"])
    few = {k: how[k] for k in ("turns", "shared", "system", "answer")}
    try:
        return month(Tiered(row), how["hit"], how["thought"], **few)
    except PriceError:
        return None
