"""扫描器：哪些数读者看得见，哪些写法要报错，哪些豁免。"""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookkit import ROOT
from bookkit.numbers import arithmetic
from bookkit.numbers.page import EXEMPT, HIDDEN, Page, loose_hedge, malformed


def page(source):
    return Page(Path("docs/x.md"), source, "docs/x.md")


def seen(source):
    return [m.text for m in page(source).mentions]


@pytest.mark.parametrize(
    "source, expected",
    [
        ("拿到 [0.63](#a.b)，即 63%", ["0.63", "63%"]),
        ("**0.63**与*7*", ["0.63", "7"]),
        ("`0.67` 躲不过，`softmax(3)` 是代码，`1.5` 也躲不过", ["0.67", "1.5"]),
        ("```python\nx = 3\n```\n后面 4", ["4"]),
        ("``` mermaid\nA[5 个] --> B\n```", ["5"]),
        ("``` mermaid\nA[5 个] --> B\n```\n中间 6\n\n```python\nx = 7\n```\n后 8", ["5", "6", "8"]),
        ('!!! note "提示 7"\n\n    里面的 8\n', ["7", "8"]),
        ('=== "标签 1"\n\n    ```python\n    x = 2\n    ```\n\n    正文 3\n', ["1", "3"]),
        ("| 词 | 权重 |\n|---|---|\n| 苹果 | 0.63 |", ["0.63"]),
        ("公式 $x_{12} = 3$ 与 $$\n y = 40\n$$ 之外的 5", ["5"]),
        ("![图里有 3 个](a9.svg '4')", ["3"]),
        ('<img src="a1.png" alt="共 6 个">', ["6"]),
        ('[文字](b.md "标题里的 9")', ["9"]),
        ("1. 第一条\n2. 有 3 个\n", ["3"]),
        ("脚注[^n2]。\n\n[^n2]: 论文 2103.00020 的 \"9 things\"。\n\n正文 4", ["4"]),
        ("<!-- 5 -->看 https://a.b/6 与 <https://c.d/7>", []),
        ("---\ntitle: 3\n---\n# 标题 4 {#id5}\n", ["4"]),
        ('文字{ .c5 }', ["5"]),
        ("**强**{ .c5 }", []),
        ('--8<-- "a1.py"', []),
        ("价格从 $5 涨到 7", ["5", "7"]),
    ],
)  # fmt: skip
def test_sees_what_the_reader_sees(source, expected):
    assert seen(source) == expected


UNSEEN = {  # 每条规则 → 只靠它才涂得掉的一个 9
    "页首设置": "---\ntitle: 9\n---\n",
    "代码块": "```python\nx = 9\n```",
    "注释与原样块": "<!-- 9 -->",
    "引入": '--8<-- "a9.py"',
    "流程图的围栏": '``` mermaid title="9"\nA --> B\n```',
    "公式": "$x = 9$",
    "行内代码": "`f(9)`",
    "脚注": '[^n]: "9 things"。',
    "脚注的标号": "甲[^n9]",
    "标签": '<img width="9">',
    "网址": "https://a.b/9",
    "链接地址": "[甲](a9.md)",
    "属性": "# 甲 { #id9 }",
    "列表的号": "9. 甲",
    "缩写": "*[ABC]: 9",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_every_hiding_rule_is_needed(name, monkeypatch):
    assert "9" not in page(UNSEEN[name]).text
    monkeypatch.delitem(HIDDEN, name)
    assert "9" in page(UNSEEN[name]).text


def test_evidence_and_hedges_are_attached():
    mentions = page("约 [1.2 亿](#p.total) 个，1750 亿个[^g]。另 3 个，超过[5](#p.x)\n\n[^g]: x").mentions
    assert [(m.text, m.hedge, m.dest, m.note) for m in mentions] == [
        ("1.2 亿", "约", "#p.total", ""), ("1750 亿", "", "", "g"), ("3", "", "", ""), ("5", "超过", "#p.x", ""),
    ]  # fmt: skip


EXAMPLES = {
    "日期": (["2017 年", "2017年6月12日", "2026-11-22", "2024-08", "（2017）", "2020 年代", "11 月 30 日"], ["2048", "1900 个", "2048 年龄", "3 月饼", "2017-1"]),
    "序数": (["第 3 章", "图 2", "第 12 行", "式 4", "第 2–3 步"], ["3 章", "图 0.63", "表示 5"]),
    "名字": (["GPT-2", "P95", "8x7B", "cl100k", "GPT-4o", "Llama 3", "Llama-3.1-8B", "H100", "P100", "UTF-8", "bf16", "int8", "Claude 4.1", "o1", "DeepSeek-V3", "Haiku 5.5", "MiniMax-M3", "BM25", "MXFP4", "Q4_K"],
           ["x3", "T5x", "权重 8", "GPT 用 3 次", "H 100", "int 9", "BERT 110%"]),
}  # fmt: skip


@pytest.mark.parametrize("why", EXEMPT)
def test_exemptions_have_both_sides(why):
    good, bad = EXAMPLES[why]
    for text in good:
        assert [m.exempt for m in page(text).mentions] == [why], text
    for text in bad:
        assert not all(m.exempt for m in page(text).mentions), text


def test_the_exemption_table_is_short():
    assert set(EXEMPT) == set(EXAMPLES)


@pytest.mark.parametrize(
    "source",
    ["[0.63]（#a.x）", "【0.63】(#a.x)", "[0.63] (#a.x)", "[0.63](#a.x", "[a]: x.md", "０.63", "６３％", "百分之三十七", "三点五倍", "三成",
     "十万倍", "十万", "一千万", "3-5 个", "0.1~0.3", "零点六三", "万亿级", "千万"],
)  # fmt: skip
def test_broken_links_and_spelled_numbers_are_reported(source):
    assert malformed(page(source))


@pytest.mark.parametrize(
    "source",
    ["第一点一定", "一成不变", "千万别", "万一", "有一点一样", "成千上万", "三个词", "变成三组", "组成两层", "第三点", "十分", "一起", "两边", "说一不二",
     "差一点点", "2026-11-22", "[文字](a.md#b) (注)", "「一」倍增"],
)  # fmt: skip
def test_ordinary_words_are_left_alone(source):
    assert not malformed(page(source)), malformed(page(source))


@pytest.mark.parametrize("source", ["逾 [3](#a.b)", "[3](#a.b) 左右", "[3](#a.b) 个以上", "高于 3", "最多 [3](#a.b)"])
def test_loose_hedges_are_noticed(source):
    (mention,) = page(source).mentions
    assert loose_hedge(page(source), mention)


@pytest.mark.parametrize(
    "source, ok",
    [
        ("100,000 ÷ 1,000 × 0.03 = 3 美元", True),
        ("100,000 ÷ 1,000 × 0.03 = 3,000 美元", False),
        ("[0.5](#a.b) × [3](#a.c) = [1.5](#a.d)", True),
        ("[0.5](#a.b) × [3](#a.c) = [1.6](#a.d)", False),
        ("1 ÷ 3 = 0.33", True),
        ("1 ÷ 3 ≈ 0.34", False),
        ("$2 \\times 3 = 6$ 与 $4 + 4 = 8$", True),
        ("$2 \\times 3 = 7$", False),
        ("$\\frac{1}{4} = 0.25, \\quad 2 \\times 3 = 5$", False),
        ("(1 + 2) × 3 = 9", True),
        ("8 - 5 = 3", True),
        ("1.5 万 × 2 = 3 万", True),
        ("50% × 4 = 2", True),
    ],
)
def test_equations_hold(source, ok):
    statements = arithmetic.statements(page(source))
    assert statements
    assert all(not arithmetic.holds(s) for _, s in statements) == ok


def test_where_is_line_and_column():
    p = page("一行\n第二行有 0.5\n")
    assert p.where(p.mentions[0].start) == "docs/x.md:2:6"


@given(st.text(alphabet="字一三成点倍万0123456789.,%-–`$*[]()（）【】#^:!|\n \"'{}<>a/=×"))
def test_no_source_crashes_the_scanner(source):
    p = page(source)
    assert len(p.text) == len(source)
    for mention in p.mentions:
        assert source[mention.start : mention.end] == mention.text
        loose_hedge(p, mention)
    malformed(p)
    for _, statement in arithmetic.statements(p):
        with contextlib.suppress(ZeroDivisionError):
            arithmetic.holds(statement)


@given(st.text(alphabet="字0123456789.%`*[]()#a \n"))
def test_every_visible_digit_is_in_some_mention(source):
    """认不出的也要在清单里，绝不跳过。"""
    p = page(source)
    covered = {i for m in p.mentions for i in range(m.start, m.end)}
    assert {i for i, c in enumerate(p.text) if c.isdigit() and c.isascii()} <= covered


PHONE, BODY = 360, 16  # 最窄的手机上图占多宽；正文的字，像素


@pytest.mark.parametrize("path", sorted((ROOT / "snippets").glob("*/*.svg")), ids=lambda p: p.stem)
def test_letters_in_figures_are_readable_on_a_phone(path):
    """图里最小的字，缩到手机宽之后不小于正文的八成。"""
    drawing = path.read_text("utf-8")
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawing)[1])
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)]
    assert sizes and min(sizes) * PHONE / width >= 0.8 * BODY
