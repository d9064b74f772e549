"""价目：缺数、零价、认不出的都报错，不当零；两源打架报错；任一行在核定那天已过期即失败。全部离线。"""

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from bookkit import prices
from bookkit.commands import price_history
from bookkit.commands import prices as command

TABLE = tomllib.loads((prices.HOME / "models.toml").read_text("utf-8"))


# —— 入库的那一份 ——


def test_no_row_had_expired_on_the_day_it_was_checked():
    day = prices.AS_OF.isoformat()
    assert not [r["id"] for r in prices.BOOK["rows"] if r["until"] and r["until"] <= day]
    assert not [model for model, on in prices.retirements().items() if on <= prices.AS_OF]


def test_every_model_has_a_price_and_every_price_a_model():
    assert {row["id"] for row in prices.BOOK["rows"]} == set(prices.models())


def test_every_row_says_where_it_comes_from():
    for row in prices.BOOK["rows"]:
        assert row["basis"] in ("官方页", "两包一致", "单一第三方") and row["source"], row["id"]
        assert row["currency"] in prices.CURRENCIES and row["when"] in (None, *prices.PERIODS)
        assert all(row[c] is None or Decimal(row[c]) > 0 for c in prices.COLUMNS), row["id"]


# —— 读 ——


def test_a_price_is_read_per_million_and_billed():
    p = prices.price("claude-sonnet-5.5")
    assert p.bill(input=1_000_000, output=500_000) == pytest.approx(p.input + p.output / 2)


def test_long_requests_change_the_whole_price():
    edge = 100_000
    assert prices.price("claude-haiku-5.5", tokens=edge).input < prices.price("claude-haiku-5.5", tokens=edge + 1).input


def test_prices_follow_the_day():
    before, after = (
        prices.price("gemini-4-argon", on=date(2026, 11, 30)),
        prices.price("gemini-4-argon", on=date(2026, 12, 1)),
    )
    assert after.output == 2 * before.output


@pytest.mark.parametrize(
    "ask, said",
    [
        (dict(model="gpt-9"), "没有型号 gpt-9"),
        (dict(model="gpt-6-luna", currency="CNY"), "没有 CNY 的价"),
        (dict(model="gpt-6-luna", currency="EUR"), "认不出的币种 EUR"),
        (dict(model="deepseek-flash"), "写明 when='peak' 或 when='off'"),
        (dict(model="deepseek-flash", when="noon"), "认不出的时段 noon"),
        (dict(model="deepseek-v4-pro", when="off", on=date(2020, 1, 1)), "生效区间不含这一天"),
    ],
)
def test_unknown_things_are_refused(ask, said):
    with pytest.raises(prices.PriceError, match=said):
        prices.price(**ask)


def test_a_missing_cell_is_an_error_not_zero():
    p = prices.price("deepseek-flash", when="off")
    assert not p.has("write")
    with pytest.raises(prices.PriceError, match="没有 write 这一格"):
        p.bill(write=1)
    with pytest.raises(prices.PriceError, match="没有 thinking 这一列"):
        p.bill(thinking=1)


# —— 合并 ——

GENAI = {
    "v/m": [
        {"start": None, "peak": False}
        | {c: {"0": v} for c, v in zip(command.COLUMNS.values(), ("2", "0.1", None, "10"))}
    ]
}
LITELLM = {"m": {"input_cost_per_token": 2e-06, "cache_read_input_token_cost": 1e-07, "output_cost_per_token": 1e-05,
                 "input_cost_per_token_batches": 1e-06, "output_cost_per_token_batches": 5e-06}}  # fmt: skip
ENTRY = {"id": "m", "genai": "v/m", "litellm": "m"}
VERSIONS = {"genai": "genai 1", "litellm": "litellm 1"}


def merge(table=None, genai=GENAI, litellm=LITELLM, today="2026-11-26"):
    return command.merge(table or {"model": [dict(ENTRY)]}, genai, litellm, today, VERSIONS)


def test_two_sources_agree_to_the_last_digit():
    (row,) = merge()
    assert (row["input"], row["hit"], row["write"], row["output"], row["batch"]) == ("2", "0.1", None, "10", "0.5")
    assert row["basis"] == "两包一致"


def changed(**cells):
    return {"m": LITELLM["m"] | cells}


@pytest.mark.parametrize(
    "how, said",
    [
        (dict(litellm=changed(output_cost_per_token=1.1e-05)), "output：genai-prices 写 10，litellm 写 11"),
        (dict(litellm=changed(input_cost_per_token=0.0)), "零价多半是「不知道」"),
        (dict(litellm=changed(output_cost_per_token_batches=4e-06)), "批处理输入与输出折扣不同"),
        (dict(litellm={}), "litellm 里没有 m"),
        (dict(genai={}), "genai 里没有 v/m"),
        (dict(table={"model": [dict(ENTRY), dict(ENTRY)]}), "重复的型号：m"),
        (dict(table={"model": [dict(ENTRY)], "manual": [{"id": "n", "currency": "CNY"}]}), "没有这个型号"),
        (dict(table={"model": [dict(ENTRY)], "manual": [{"id": "m", "currency": "CNY", "input": "1", "source": "x", "checked": "y"}]}), "缺 output"),
    ],
)  # fmt: skip
def test_bad_sources_are_refused(how, said):
    with pytest.raises(command.Refusal, match=said):
        merge(**how)


def test_a_future_price_is_kept_and_a_past_one_dropped():
    base, rise = GENAI["v/m"][0], GENAI["v/m"][0] | {"start": "2026-12-01", "output_mtok": {"0": "20"}}
    now, later = merge(genai={"v/m": [base, rise]})
    assert (now["until"], later["from"], later["output"]) == ("2026-12-01", "2026-12-01", "20")
    with pytest.raises(command.Refusal, match="genai-prices 写 20"):  # 涨价之后，旧的那一行没了，副源若没跟上就报
        merge(genai={"v/m": [base, rise]}, today="2026-12-02")


def test_differences_name_the_cell():
    old, new = merge(), merge()
    new[0]["output"] = "12"
    assert list(command.differences(old, new)) == ["  m USD 全天 超过 0 词元 今– 的 output：10 → 12"]
    assert list(command.differences(old, old)) == []


def test_no_network_is_one_line(monkeypatch, capsys):
    def offline(*words, **_):
        raise command.subprocess.CalledProcessError(1, words, stderr="ERROR: 连不上")

    monkeypatch.setattr(command.subprocess, "run", offline)
    assert command.main(["--check"]) == 2
    assert capsys.readouterr().err.startswith("取不到价目包：ERROR: 连不上")


# —— 一年前还剩几成 ——

SOLD = {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}


def test_only_chat_models_on_sale_that_day_are_counted():
    rows = {
        "a": SOLD,
        "stopped": SOLD | {"deprecation_date": "2025-01-01"},
        "later": SOLD,
        "free": SOLD | {"input_cost_per_token": 0.0},
        "image": SOLD | {"mode": "image_generation"},
        "elsewhere": SOLD | {"litellm_provider": "azure"},
    }
    told_later = {"later": SOLD | {"deprecation_date": "2025-05-01"}}
    assert set(price_history.on_sale(rows, "2025-06-01", told_later)) == {"a"}


def test_kept_gone_and_repriced_add_up():
    old = {"same": (1, 2), "gone": (1, 2), "dearer": (1, 2)}
    assert price_history.compare(old, {"same": (1, 2), "dearer": (2, 2)}) == {
        "had": 3,
        "same": 1,
        "gone": 1,
        "repriced": 1,
    }
