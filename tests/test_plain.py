"""给机器读的文本：llms.txt 与每页的 Markdown。"""

import re

import pytest

from bookkit.plain import plain
from tests.support import ROOT

PAGES = sorted(p.name for p in (ROOT / "docs").glob("*.md"))


@pytest.fixture
def root(tmp_path):
    """一份只有两个片段的书。"""
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/a.py").write_text("x = 1\n\n\nprint(f'{x=}')\n", "utf-8")
    (tmp_path / "snippets/a.html").write_text(
        '<pre class="output"><code><span id="a.x">x=1 &lt; 2</span>\n</code></pre>\n'
    )
    (tmp_path / "snippets/a.svg").write_text('<svg viewBox="0 0 1 1" aria-label="一条线"></svg>\n', "utf-8")
    table = "<table><caption>价</caption><tr><th>甲</th><th>乙</th></tr><tr><th colspan=2>美元</th></tr></table>"
    (tmp_path / "snippets/b.html").write_text(table, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "source, expected",
    [
        ("数是 [1](#a.x)，别页的 [2](b.md#b.y)，[那一章](b.md#节)。\n", "数是 1，别页的 2，[那一章](b.md#节)。\n"),
        (
            '``` python title="snippets/a.py" linenums="1"\n--8<-- "a.py"\n```\n\n--8<-- "a.html"\n',
            "`snippets/a.py`：\n\n```python\nx = 1\n\n\nprint(f'{x=}')\n```\n\n输出：\n\n```text\nx=1 < 2\n```\n",
        ),
        ('--8<-- "b.html"\n', "价\n\n| 甲 | 乙 |\n| --- | --- |\n| 美元 |  |\n"),
        (
            '<figure markdown="0">\n--8<-- "a.svg"\n<figcaption>图注</figcaption>\n</figure>\n\n<soul-bits></soul-bits>\n',
            "（图：一条线）\n图注\n\n（网页上，这里有一个可以动手的部件。）\n",
        ),
        (
            '!!! card "决策卡"\n\n    **工程师**：甲。\n\n    乙。\n\n后面\n',
            "> **决策卡**\n>\n> **工程师**：甲。\n>\n> 乙。\n\n后面\n",
        ),
        (
            '??? question "一、`x`？"\n\n    答：[1](#a.x)。[^n]\n\n[^n]: 注。\n',
            "**一、`x`？**\n\n答：1。[^n]\n\n[^n]: 注。\n",
        ),
        ("<!-- 写给作者\n看的 -->\n\n甲\n{ .tally }\n", "甲\n"),
        ("``` mermaid\nflowchart TD\n```\n", "```mermaid\nflowchart TD\n```\n"),
    ],
)
def test_the_site_syntax_becomes_plain_markdown(root, source, expected):
    assert plain(source, root) == expected


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_markdown_twin_with_its_code_outputs_and_notes(site, name):
    source, text = (ROOT / "docs" / name).read_text("utf-8"), (site / name).read_text("utf-8")
    prose = re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.S | re.M)
    assert not re.search(r'--8<--|^[!?]{3} |\]\(#\w+\.\w+\)|<soul-|<button|^\{ |<!--|title="', prose, re.M)
    for snippet in re.findall(r'--8<-- "([^"]+\.py)"', source):
        code = (ROOT / "snippets" / snippet).read_text("utf-8").splitlines()[-1].strip()
        assert code in text
    notes = re.findall(r"^\[\^[^\]]+\]:", source, re.M)
    assert all(note in text for note in notes)


def test_every_link_in_llms_txt_leads_to_a_page_of_the_site(site):
    text = (site / "llms.txt").read_text("utf-8")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): \S", text, re.M)
    assert text.startswith("# ") and "\n> " in text
    assert sorted(links) == sorted([*PAGES, "llms-full.txt"])
    assert all((site / link).is_file() for link in links)
    assert (site / "llms-full.txt").read_text("utf-8").count((site / "cost.md").read_text("utf-8")) == 1
