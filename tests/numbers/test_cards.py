"""决策卡合集：各章的卡一张不落，链接指回原页，写坏的卡说得出哪一页。"""

import re

import pytest

from bookkit import ROOT
from bookkit.markdown import cards
from bookkit.numbers.book import Book
from bookkit.numbers.page import Page

WRITTEN = {p.name: p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md")}
WITH_CARD = {name for name, text in WRITTEN.items() if '\n!!! card "决策卡"\n' in text}


def test_every_card_is_collected_once_in_reading_order():
    text = Page.load(ROOT / "docs/cards.md", ROOT).source
    titles = re.findall(r"^###? \[[^\]]+\]\((\S+\.md)\)$", text, re.M)
    nav = re.findall(r"\S+\.md$", (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2], re.M)
    assert titles == [page for page in nav if page in WITH_CARD]
    assert set(titles) == WITH_CARD and len(titles) > 20
    assert text.count("{ .engineer }") == text.count("{ .manager }") == len(titles)


def test_links_and_notes_point_back_to_their_chapters():
    text = Page.load(ROOT / "docs/cards.md", ROOT).source
    assert "](#" not in text
    marks = set(re.findall(r"\[\^([^\]]+)\](?!:)", text))
    assert marks and marks == set(re.findall(r"^\[\^([^\]]+)\]:", text, re.M))


def test_a_page_without_the_mark_is_left_alone():
    assert cards.expand("一段话\n") == "一段话\n"


@pytest.fixture
def house(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nnav:\n  - 第一部 身体:\n      - 甲: a.md\n  - 第二部 思考:\n      - 乙: b.md\n\n", "utf-8"
    )
    (tmp_path / "docs/b.md").write_text("没有卡\n", "utf-8")
    return tmp_path


def test_parts_without_cards_are_dropped(house):
    (house / "docs/a.md").write_text('!!! card "决策卡"\n\n    **工程师**：看 [1](#x.y)。\n', "utf-8")
    text = cards.expand("[[cards]]", house)
    assert text.split("\n\n")[0] == "## 第一部 身体各章" and "思考" not in text
    assert "看 [1](a.md#x.y)。\n{ .engineer }" in text


def test_a_card_without_a_role_names_its_page(house):
    (house / "docs/a.md").write_text('!!! card "决策卡"\n\n    **老板**：都听我的。\n', "utf-8")
    with pytest.raises(cards.BadCard, match="docs/a.md.*工程师.*老板"):
        cards.expand("[[cards]]", house)


def test_a_mark_inside_a_sentence_is_left_alone(house):
    (house / "docs/a.md").write_text('!!! card "决策卡"\n\n    **工程师**：甲。\n', "utf-8")
    said = "写一行 `[[cards]]`，构建时换成卡。\n"
    assert cards.expand(said, house) == said


def test_a_second_card_on_a_page_is_not_lost(house):
    one = '!!! card "决策卡"\n\n    **工程师**：甲。\n'
    (house / "docs/a.md").write_text(one + "\n正文。\n\n" + one.replace("甲", "丁"), "utf-8")
    with pytest.raises(cards.BadCard, match="docs/a.md.*两张"):
        cards.expand("[[cards]]", house)


def test_a_card_under_another_title_is_not_lost(house):
    (house / "docs/a.md").write_text('!!! card "怎么选"\n\n    **工程师**：甲。\n', "utf-8")
    with pytest.raises(cards.BadCard, match="docs/a.md.*怎么选"):
        cards.expand("[[cards]]", house)


def test_a_note_used_twice_is_defined_once(house):
    card = '!!! card "决策卡"\n\n    **工程师**：甲[^n]。\n\n    **产品经理**：乙[^n]。\n\n[^n]: 出处。\n'
    (house / "docs/a.md").write_text(card, "utf-8")
    assert cards.expand("[[cards]]", house).count("[^a-n]: 出处。") == 1


def test_a_missing_note_names_its_page(house):
    (house / "docs/a.md").write_text('!!! card "决策卡"\n\n    **工程师**：甲[^n]。\n', "utf-8")
    with pytest.raises(cards.BadCard, match=r"docs/a.md.*\[\^n\]"):
        cards.expand("[[cards]]", house)


def test_a_wrong_number_in_a_card_is_caught_on_both_pages():
    """同一段文字两处用：原页改错，合集那一页也得报，不因为是搬来的就放过。"""
    book = Book(ROOT)
    page = next(p for p in book.pages if p.name == "docs/cards.md")
    mention = next(m for m in page.mentions if m.dest and ".md#" in m.dest and not m.exempt)
    wrong = page.source[: mention.start] + "98765" + page.source[mention.end :]
    assert not book.check_page(page)
    assert any("98765" in str(problem) for problem in book.check_page(Page(page.path, wrong, page.name)))
