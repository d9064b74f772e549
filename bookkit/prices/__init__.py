"""价目：会变的事实只有这一个家。片段从这里取数，价目表从这里生成。

models.toml 是手写的：有哪些型号、到两个公开价目包里叫什么名字、人民币官价、许可与退役日，一行一出处。
prices.json 由 make prices 从那两个包与 models.toml 合成，不手改。这里只读，不联网。
"""

import json
import tomllib
from datetime import date
from pathlib import Path

HOME = Path(__file__).parent
BOOK = json.loads((HOME / "prices.json").read_text("utf-8"))
AS_OF = date.fromisoformat(BOOK["as_of"])
COLUMNS = ("input", "hit", "write", "output")  # 没命中的输入、命中缓存的、写入缓存的、输出（思考也算在里面）
CURRENCIES = ("USD", "CNY")
PERIODS = ("peak", "off")


class PriceError(LookupError):
    """价目里没有要的那一格，或者写得有歧义。"""


class Price:
    """一行价目。p.input、p.hit、p.write、p.output 是每百万词元多少钱；p.batch 是批处理按几成算。

    没有的那一格不当零，取它就报 PriceError；先用 has 问。
    """

    def __init__(self, row):
        self.row = row

    def has(self, column):
        """这一格有没有价。"""
        return self.row.get(column) is not None

    def __getattr__(self, column):
        if column.startswith("_") or column not in (*COLUMNS, "batch"):
            raise AttributeError(column)
        if not self.has(column):
            raise PriceError(f"{self.row['id']} 没有 {column} 这一格的价：查它怎样收，写进 bookkit/prices/models.toml")
        return float(self.row[column])

    def bill(self, **tokens):
        """一笔账，单位同本行的币种：bill(input=没命中的词元数, hit=…, write=…, output=…)。"""
        unknown = set(tokens) - set(COLUMNS)
        if unknown:
            raise PriceError(f"账单里没有 {'、'.join(sorted(unknown))} 这一列，只有 {'、'.join(COLUMNS)}")
        return sum(count * getattr(self, column) for column, count in tokens.items() if count) / 1e6


def models():
    """手写的型号表：{型号: {name, vendor, window, …}}。"""
    table = tomllib.loads((HOME / "models.toml").read_text("utf-8"))
    return {entry.pop("id"): entry for entry in table["model"]}


def retirements():
    """公布了停用日的型号，{型号: 哪天停}。"""
    table = tomllib.loads((HOME / "models.toml").read_text("utf-8"))
    return {entry["id"]: entry["on"] for entry in table["retired"]}


def price(model, currency="USD", when=None, tokens=0, on=None):
    """一个型号的价。

    currency：USD 或 CNY，两者各有官价，不换算。when：分峰谷的型号要写 peak 或 off。
    tokens：这次请求的输入词元数，有的型号超过一条线整单换价。on：哪一天的价，不写就是 AS_OF。
    异常：PriceError，一行，说缺什么。
    """
    if currency not in CURRENCIES:
        raise PriceError(f"认不出的币种 {currency}：只有 {'、'.join(CURRENCIES)}")
    if when not in (None, *PERIODS):
        raise PriceError(f"认不出的时段 {when}：只有 {'、'.join(PERIODS)}，不分时段的不写")
    rows = [row for row in BOOK["rows"] if row["id"] == model]
    if not rows:
        raise PriceError(f"价目里没有型号 {model}：有的是 {'、'.join(sorted({row['id'] for row in BOOK['rows']}))}")
    rows = [row for row in rows if row["currency"] == currency]
    if not rows:
        raise PriceError(f"{model} 没有 {currency} 的价")
    day = (on or AS_OF).isoformat()
    rows = [row for row in rows if (row["from"] or day) <= day < (row["until"] or "9999")]
    if not rows:
        raise PriceError(f"{model} 在 {day} 没有 {currency} 的价：它的生效区间不含这一天")
    periods = {row["when"] for row in rows}
    if when is None and periods != {None}:
        raise PriceError(f"{model} 分峰谷：写明 when='peak' 或 when='off'")
    rows = [row for row in rows if row["when"] in (None, when)]
    return Price(max((row for row in rows if row["over"] < max(tokens, 1)), key=lambda row: row["over"]))
