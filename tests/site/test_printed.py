"""代码与输出合一：印出的值在印它的那一行右边；输出块、收起代码、复制、改代码时都不丢。"""

import json
import re
from collections import Counter
from itertools import zip_longest

import pytest
from bs4 import BeautifulSoup

from bookkit.markdown.printed import fold
from bookkit.numbers import snippet
from bookkit.numbers.book import Book
from tests.support import ROOT, fail, until

BOOK = Book(ROOT)


def folded(page):
    """[(片段的路径, 代码块, 输出块)]：docs/ 的一页里，代码紧接着有名字的输出的。"""
    found = []
    for path in BOOK.paths:
        rel, output = f"{path.parent.name}/{path.stem}", BOOK.outputs[path.stem]
        if output.values and f'--8<-- "{rel}.py"\n```\n\n--8<-- "{rel}.html"' in page.source:
            found.append(path)
    return found


def printed(code):
    """[(名字的锚点, 第几行, 值)]：代码块里印出的每个值；行号是前头有几个换行。"""
    found, line = [], 1
    for part in code.descendants:
        if isinstance(part, str):
            line += part.count("\n")
        elif part.get("id") and part.find_parent(class_="printing"):
            found.append((part["id"], line, part.get_text()))
    return found


def test_every_value_stands_on_the_line_that_prints_it(site):
    """网页里每个名字恰有一个锚点，在印它的那一行上，值与金样相同；输出块的全文仍是金样，露着的没有「名=值」。"""
    problems, seen = [], 0
    for page in BOOK.pages:
        html = BeautifulSoup((site / f"{page.path.stem}.html").read_text("utf-8"), "html.parser")
        ids = Counter(tag["id"] for tag in html.find_all(id=True))
        for path in folded(page):
            at = f"{snippet.label(path)}:1:1: 在 {page.name} 里"
            title = html.find(class_="filename", string=snippet.label(path))
            code, output = title.parent.code, title.parent.find_next_sibling()
            golden = BeautifulSoup(BOOK.outputs[path.stem].body, "html.parser").pre
            if output.get_text() != golden.get_text():
                problems.append(f"{at}，输出块的全文与金样不同")
            lines = snippet.print_lines(path)
            numbers = code.find(class_="linenos")["data-linenos"].split()
            if numbers != [str(n + 1) for n in range(len(path.read_text("utf-8").splitlines()))]:
                problems.append(f"{at}，行号不是从一数到末行")
            values = BOOK.outputs[path.stem].values
            wanted = sorted((f"{path.stem}.{name}", lines[name], f" {value}") for name, value in values.items())
            problems += [f"{at}，{anchor} 该在网页上恰有一处" for anchor, *_ in wanted if ids[anchor] != 1]
            problems += [f"{at}，该印 {a}，却是 {b}" for a, b in zip_longest(wanted, sorted(printed(code))) if a != b]
            seen += len(values)
            for unseen in [*code.select(".printed"), *output.select(".aside")]:
                unseen.decompose()
            if code.get_text() != path.read_text("utf-8"):
                problems.append(f"{at}，去掉值之后不是源码")
            if snippet.NAMED.search(output.get_text()):
                problems.append(f"{at}，输出块里还露着「名=值」")
            if ("bare" in output["class"]) != (not output.get_text()):
                problems.append(f"{at}，空了的输出块没有收起来")
    fail(problems)
    assert seen > 1500


def test_values_stay_out_of_search_summaries(site):
    docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    assert any("phone" in doc["rest"].split() for doc in docs)  # 名字搜得到
    assert not [doc["location"] for doc in docs if "score_phone" in doc["text"] or "4.2426" in doc["text"]]


def block(code, output, kind="output"):
    """造一页：attention.py 的代码块与它的输出。"""
    return (
        '<div class="highlight"><span class="filename">snippets/attention/attention.py</span><pre><span></span><code>'
        f'{code}</code></pre></div>\n<pre class="{kind}"><code>{output}</code></pre>'
    )


def test_several_names_on_one_line_stand_side_by_side(monkeypatch):
    monkeypatch.setattr("bookkit.markdown.printed.print_lines", lambda path: {"a": 2, "b": 2})
    lines = '<span id="attention.a">a=1</span>\n表\n<span id="attention.b">b=671026419200 字节</span>\n'
    page = BeautifulSoup(fold(block("x\nprint(a); print(b)\n", lines)), "html.parser")
    assert [line.get_text() for line in page.select(".printing")] == ["print(a); print(b) 1 671026419200 字节"]
    assert [part.get_text() for part in page.select(".printed span")] == ["671", "026", "419", "200"]
    assert page.select_one("pre.output").get_text() == "a=1\n表\nb=671026419200 字节\n"


def test_long_integers_in_prose_are_set_the_same_way(site):
    page = BeautifulSoup((site / "sft.html").read_text("utf-8"), "html.parser")
    number = page.select_one('p a.number[href="#lora_size.all"]')
    assert number.get_text() == "41943040"  # 空是样式：复制、搜索的还是印出的那个数
    assert [part.get_text() for part in number.select("span")] == ["41", "943", "040"]


@pytest.mark.parametrize("name", ["stranger.a", "attention.nowhere"])
def test_a_value_from_elsewhere_stays_in_the_output(name):
    page = block("x\n", f'<span id="{name}">{name.partition(".")[2]}=1</span>\n')
    assert fold(page) == page


# —— 真浏览器里 ——

PHONE = dict(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
COVERED = """() => [...document.querySelectorAll(".printed")].filter(e => {
    const box = e.getBoundingClientRect(), code = e.closest("code").getBoundingClientRect();
    return e.getClientRects().length !== 1 || box.left < code.left || box.right > code.right + 1 || box.height > 24;
}).map(e => e.id)"""
TALL = """() => [...document.querySelectorAll(".highlight code")].map(e => e.clientHeight)"""


@pytest.mark.browser
@pytest.mark.parametrize("name", ["attention", "cost", "kv-cache", "alignment"])
def test_on_a_phone_every_value_is_in_view_and_code_is_no_taller(visit, name):
    page = visit(f"{name}.html", **PHONE)
    assert page.evaluate(COVERED) == []
    with_values = page.evaluate(TALL)
    page.add_style_tag(content=".printed { display: none !important }")
    assert page.evaluate(TALL) == with_values
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
def test_copied_code_runs(visit):
    page = visit("attention.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = page.locator(".highlight:has(.printed) code").first
    source = (ROOT / "snippets/attention/attention.py").read_text("utf-8")
    pasted = "navigator.clipboard.readText()"
    code.hover()
    page.locator(".highlight:has(.printed) .md-code__button[data-clipboard-target]").first.click()
    until(page, "async () => (await navigator.clipboard.readText()).includes('print')")
    assert page.evaluate(pasted).strip() == source.strip()
    for start in ("code", "p:has(.katex):has(+ .highlight)"):  # 手选：只选代码；从带公式的一段选到代码
        page.evaluate(
            """start => {
                const code = document.querySelector(".highlight:has(.printed) code");
                const range = document.createRange();
                range.selectNodeContents(code);
                if (start !== "code") range.setStartBefore(document.querySelector("article .katex"));
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }""",
            start,
        )
        page.keyboard.press("Control+c")
        assert re.sub(r"\s+", "", page.evaluate(pasted)).endswith(re.sub(r"\s+", "", source))


@pytest.mark.browser
def test_with_the_code_folded_away_nothing_printed_is_lost(visit):
    """收起代码：输出块是金样的全文，正文里的数落在其中那一行；下次打开、别人发来的链接也是。"""
    page = visit("attention.html")
    output = page.locator("pre.output").first
    lit = """() => { const e = document.querySelector(":target"), r = e?.getBoundingClientRect();
        return e?.innerText === "phone=0.7132" && r.top > 48 && r.bottom < innerHeight; }"""
    golden = BeautifulSoup(BOOK.outputs["attention"].body, "html.parser").get_text()
    assert not output.is_visible()
    page.get_by_role("button", name="收起代码").click()
    assert output.inner_text().split() == golden.split()
    page.locator('a.number[href="#attention.phone"]').first.click()
    until(page, lit)
    page.reload()
    until(page, lit)
    page.get_by_role("button", name="展开代码").click()
    page.locator('a.number[href="#attention.apple"]').first.click()
    until(page, "document.querySelector('.printed:target')?.id === 'attention.apple'")
    assert not output.is_visible()


@pytest.mark.browser
def test_stored_results_and_prices_say_so(visit):
    page = visit("alignment.html")
    mark = "e => getComputedStyle(e, '::before').content"
    stored = page.locator(".highlight:has(+ pre.archived) .printed").first
    assert "存档" in stored.evaluate(mark)
    assert "存档" not in page.locator(".highlight:has(+ pre.output:not(.archived)) .printed").first.evaluate(mark)
    priced = visit("cost.html").locator("pre.output[data-prices]").first
    assert "价目核于" in priced.evaluate(mark) and priced.is_visible()


@pytest.mark.browser
def test_values_are_printed_on_paper(visit):
    page = visit("attention.html")
    page.emulate_media(media="print")
    assert page.locator(".printed").first.is_visible() and not page.locator("pre.output .aside").first.is_visible()
