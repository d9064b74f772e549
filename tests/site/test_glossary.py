"""术语表：写坏了说得清，首次出现才标，不该标的地方不标；译名全书统一。"""

import re

import markdown
import pytest
from bs4 import BeautifulSoup, SoupStrainer
from mkdocs.config import load_config

from bookkit.markdown.glossary import GLOSSARY, GlossaryError, pattern, read
from bookkit.numbers.book import Book
from bookkit.numbers.page import Page
from tests.support import ROOT, fail

PAGES = [p for p in Book(ROOT).pages if p.path != GLOSSARY]
TABLE = """# 术语表

随便写一句。

## 身体

### 注意力

看谁、看多少。

### 注意力权重

分给各个词的"份额" & 比例。

- 英文：attention weight
- 详见：[某章](attention.md)

### 词元

模型读写的最小单位。

- 也叫：token、 BPE
- 不写：令牌、Token

### 键

供别人来对的标签。
"""


@pytest.fixture(scope="module")
def config():
    return load_config(str(ROOT / "mkdocs.yml"))


@pytest.fixture
def render(config, tmp_path):
    """用整本书的扩展排一段，术语表换成上面那张。返回排好的网页。"""

    def go(source, table=TABLE):
        (tmp_path / "glossary.md").write_text(table, "utf-8")
        options = {**config.mdx_configs, "bookkit.markdown.glossary": {"path": tmp_path / "glossary.md"}}
        return BeautifulSoup(
            markdown.markdown(source, extensions=config.markdown_extensions, extension_configs=options),
            "html.parser",
        )

    return go


@pytest.fixture
def marked(render):
    """一段里被标的词，按次序。"""
    return lambda source: [a.get_text() for a in render(source).select("a.term")]


def test_a_term_links_to_its_definition(render):
    (link,) = render("一次注意力权重。").select("a.term")
    assert link["href"] == "glossary.md#注意力权重"
    assert link["title"] == '分给各个词的"份额" & 比例。'
    assert render("前词元后").p.get_text() == "前词元后"


@pytest.mark.parametrize(
    "source, terms",
    [
        ("词元与词元。\n\n又是词元。", ["词元"]),
        ("先说 token，再说词元。", ["token"]),  # 别名与本名是同一条
        ("甲词元乙注意力丙**注意力权重**丁词元戊。", ["词元", "注意力", "注意力权重"]),
        ("注意力权重，注意力权重，注意力。", ["注意力权重", "注意力"]),  # 长的先认；认过的长词里不再找短的
        ("- 一条\n- 词元\n\n| 表头 |\n|---|\n| 注意力 |", ["词元", "注意力"]),
        ('!!! note "词元"\n\n    提示里的词元。', ["词元"]),
        ("**词元**，_注意力_", ["词元", "注意力"]),
    ],
)
def test_the_first_occurrence_is_marked_once(marked, source, terms):
    assert marked(source) == terms


@pytest.mark.parametrize(
    "source, terms",
    [
        ("token", ["token"]),
        ("一个token。", ["token"]),
        ("（token）", ["token"]),
        ("tokens", []),
        ("subtoken", []),
        ("token2", []),
        ("BPE-词元", ["BPE"]),
        ("BPEs 与 bpe", []),
    ],
)
def test_latin_names_stand_alone(marked, source, terms):
    assert marked(source) == terms


@pytest.mark.parametrize(
    "source",
    [
        "# 词元",
        "## 词元\n\n### *词元*",
        "[词元](https://example.com)",
        "[**词元**](https://example.com)",
        '<a href="https://example.com">词元</a>',
        '<a href="https://example.com">**词元**</a>',
        "`词元`",
        "<kbd>词元</kbd>",
        "<code>词元</code>",
        "``` python\n词元\n```",
        "~~~\n词元\n~~~",
        "    词元",
        "``` mermaid\nflowchart TD\n  A[词元] --> B\n```",
        r"$\text{token}$",
        "$$\n\\text{token}\n$$",
        "甲[^a]\n\n[^a]: 词元",
        "| 词元 |\n|---|\n| 甲 |",
        '??? note "词元"\n\n    甲',
        '!!! note "词元"\n\n    甲',
        '=== "词元"\n\n    甲',
        '<figure markdown="1">\n<figcaption>词元</figcaption>\n</figure>',
        '<figure markdown="0">\n<figcaption>词元</figcaption>\n</figure>',
        '<div markdown="1">\n\n甲\n{ title="词元" }\n\n</div>',
        "<!-- 词元 -->",
        "<!-- <a> -->",
        "![词元](a.png)",
        "键，关键",  # 单个字不认
    ],
)
def test_some_places_are_left_alone(marked, source):
    assert marked(source) == []
    assert marked(f"{source}\n\n正文里的词元、token。") in (["词元"], ["token"]), "跳过之后，正文里的第一处要照样标上"


@pytest.mark.parametrize(
    "source", ["{}，然后是词元。注意力", "词元，后面才是{}。注意力", "甲[^a]词元，注意力\n\n[^a]: {}"]
)
def test_a_handwritten_link_counts_as_the_first(marked, source):
    assert marked(source.format("[最小单位](glossary.md#词元)")) == ["注意力"]


def test_the_glossary_does_not_link_to_itself(marked):
    assert marked(TABLE) == []


def test_front_matter_and_comments_are_not_terms(render):
    table = "---\n#### 一句\ndescription: 甲\n---\n" + TABLE.replace("### 键", "<!--\n### 值\n-->\n### 键").replace(
        "- 不写", "<!-- 待定 -->\n- 不写"
    )
    assert render("值域与词元。", table)("a", "term")[0].get_text() == "词元"
    with pytest.raises(GlossaryError, match=":33:1: 「键」没有定义"):
        render("甲", table.replace("供别人来对的标签。", ""))


def test_the_tally_is_not_prose(render):
    assert render("甲", TABLE.replace("### 键", "### 片段")).select(".tally")[0]("a", "term") == []


def test_an_edited_glossary_takes_effect_at_once(render):
    assert render("词元")("a", "term")[0]["title"] == "模型读写的最小单位。"
    assert render("词元", TABLE.replace("最小单位", "小块"))("a", "term")[0]["title"] == "模型读写的小块。"


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("### 词元", "### 注意力", "glossary.md:18:1: 「注意力」与第 7 行重名：删掉一处，或换个说法"),
        ("也叫：token", "也叫：注意力", "glossary.md:22:1: 「注意力」与第 7 行重名"),
        ("不写：令牌", "不写：注意力", "glossary.md:23:1: 「注意力」与第 7 行重名"),
        ("## 身体", "## 词元", "glossary.md:18:1: 「词元」的锚点 #词元 与第 5 行相同：换个标题"),
        ("模型读写的最小单位。\n", "", "glossary.md:18:1: 「词元」没有定义：标题下面写一段一句话的定义"),
        (
            "最小单位",
            "最小 1 个单位",
            "glossary.md:20:1: 定义「模型读写的最小 1 个单位。」里有 '1'：定义写纯文字，数用汉字写或不写",
        ),
        ("最小单位", "最小１个单位", "里有 '１'"),
        ("最小单位", "**最小**单位", "里有 '*'"),
        ("最小单位", "[最小单位](a.md)", "里有 '['"),
        (
            "最小单位。",
            "最小单位。\n多出一行。",
            "glossary.md:21:1: 认不出「多出一行。」：「词元」已有定义，定义只写一段",
        ),
        (
            "- 不写：",
            "- 不要：",
            "glossary.md:23:1: 认不出「- 不要：令牌、Token」：只有英文、也叫、不写、详见，写成「- 也叫：甲、乙」",
        ),
        ("- 不写：", "- 不写:", "认不出「- 不写:令牌、Token」"),
        ("- 不写：", "* 不写：", "认不出「* 不写：令牌、Token」"),
        ("- 不写：", "  - 不写：", "认不出「  - 不写：令牌、Token」"),
        ("令牌、Token", "", "glossary.md:23:1: 认不出「- 不写：」"),
        ("- 不写：", "- 也叫：", "glossary.md:23:1: 「词元」写了两次「也叫」：并成一行"),
        ("令牌、Token", "令牌、", "glossary.md:23:1: 「不写」里的「」认不出：写纯文字，用顿号隔开"),
        ("令牌、Token", "令牌，Token", "「不写」里的「令牌，Token」认不出"),
        ("token、 BPE", "`token`、 BPE", "「也叫」里的「`token`」认不出"),
        ("[某章](attention.md)", "某章", "glossary.md:16:1: 「详见」要写成链接：[某章](某章.md)"),
        ("### 词元", "###词元", "glossary.md:18:1: 认不出标题「###词元」：写成「### 术语」，只写纯文字"),
        ("### 词元", "### 词元 { #token }", "认不出标题「### 词元 { #token }」"),
        ("### 词元", "#### 词元", "认不出标题「#### 词元」"),
        ("### 词元", "### ", "认不出标题「### 」"),
        (TABLE, "# 术语表\n", "glossary.md:1:1: 没有一条术语：每条写成「### 术语」"),
    ],
)
def test_a_broken_glossary_says_so_in_one_line(render, old, new, said):
    assert TABLE.count(old) == 1 or old.startswith("#")
    with pytest.raises(GlossaryError) as error:
        render(
            "甲",
            re.sub(rf"{re.escape(old)}$", lambda _: new, TABLE, count=1, flags=re.M)
            if old.startswith("#")
            else TABLE.replace(old, new),
        )
    assert said in str(error.value)
    assert "\n" not in str(error.value)


# —— 真实的书 ——


def test_definitions_hold_no_number():
    """悬停的字也算进「另一本账」：定义里有数字，两本账就对不上。"""
    terms = read(GLOSSARY)
    assert terms
    assert [t.name for t in terms if re.search(r"\d", t.definition)] == []


def test_every_term_has_its_anchor_on_the_page(site):
    built = BeautifulSoup((site / "glossary.html").read_text("utf-8"), "html.parser")
    assert [(t.anchor, t.name) for t in read(GLOSSARY)] == [
        (h["id"], h.find(string=True)) for h in built.select("article h3")
    ]
    assert built.select("article a.term") == []


def test_pages_are_marked_and_lead_to_the_glossary(site):
    known = {f"glossary.html#{t.anchor}": t.definition for t in read(GLOSSARY)}
    terms = SoupStrainer("a", class_="term")
    links = [
        (p.path.name, a["href"], a["title"])
        for p in PAGES
        for a in BeautifulSoup((site / f"{p.path.stem}.html").read_text("utf-8"), "html.parser", parse_only=terms)
    ]
    assert links and all(known[href] == title for _, href, title in links)
    assert len(links) == len({(page, href) for page, href, _ in links}), "一页里同一条标了两次"


# —— 译名统一 ——


def mistranslated(page, terms):
    """正文里用了术语表说「不写」的译法：每处一行。"""
    right = {word: term.name for term in terms for word in term.banned}
    text = re.sub(r"^- 不写：.*$", lambda m: " " * len(m[0]), page.text, flags=re.M)  # 术语表自己要列出它们
    return (
        [f"{page.where(m.start())}: 「{m[0]}」不写，统一写「{right[m[0]]}」" for m in pattern(right).finditer(text)]
        if right
        else []
    )


@pytest.mark.parametrize("page", Book(ROOT).pages, ids=lambda p: p.path.stem)
def test_translations_are_uniform(page):
    fail(mistranslated(page, read(GLOSSARY)))


@pytest.mark.parametrize(
    "source, said",
    [
        ("甲\n乙令牌丙", ["docs/a.md:2:2: 「令牌」不写，统一写「词元」"]),
        (
            "# 令牌与 Token",
            ["docs/a.md:1:3: 「令牌」不写，统一写「词元」", "docs/a.md:1:7: 「Token」不写，统一写「词元」"],
        ),
        ("`令牌` $令牌$ [甲](令牌.md) Tokens <!-- 令牌 -->", []),
        ("- 不写：令牌", []),
    ],
)
def test_a_banned_translation_is_located(tmp_path, source, said):
    (tmp_path / "glossary.md").write_text(TABLE, "utf-8")
    assert mistranslated(Page(ROOT / "docs/a.md", source, "docs/a.md"), read(tmp_path / "glossary.md")) == said
