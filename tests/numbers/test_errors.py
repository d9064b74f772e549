"""改坏一处，就要有一行说清在哪、写了什么、该怎么改。每条检查都先在这里红给人看。"""

import re

import pytest

from bookkit.commands import mutants
from bookkit.markdown.katex import FormulaError, render
from bookkit.numbers import snippet
from bookkit.numbers.book import Book
from bookkit.numbers.page import Page
from tests.support import ROOT

AT = re.compile(r"(docs|snippets/\w+)/[\w.]+:\d+:\d+: ")


BOOK = Book(ROOT)  # 只读；要改文件的测试用 copy


def problems(name, old, new):
    """把书稿里一处改坏（只在内存里），返回那一页的毛病。"""
    page = Page.load(BOOK.docs / name, ROOT)
    assert old in page.source
    page.source = page.source.replace(old, new, 1)
    found = [str(p) for p in BOOK.check_page(page)]
    assert all(AT.match(p) for p in found), found
    return "\n".join(found)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("[0.71](#attention.phone)", "[0.72](#attention.phone)", "正文写 0.72，attention.phone 印出 0.7132，应写 0.71（make update 可改）"),
        ("[0.71](#attention.phone)", "[0.71](#attention.phonee)", "没有片段印出这个名字（相近的：phone"),
        ("[0.71](#attention.phone)", "[0.71](#attentoin.phone)", "没有片段印出这个名字，也没有叫 attentoin 的片段（相近的：attention"),
        ("[0.71](#attention.phone)", "[0.71](#phone)", "不指向片段的输出"),
        ("[0.71](#attention.phone)", "[0.71](position.md#attention.phone)", "docs/position.md 没有引入 attention.html"),
        ("[0.71](#attention.phone)", "[0.71](nowhere.md#attention.phone)", "页不存在"),
        ("[0.71](#attention.phone)", "0.71", "没有凭据"),
        ("[0.71](#attention.phone)", "[0.713210](#attention.phone)", "位数不够"),
        ("[0.71](#attention.phone)", "[七成](#attention.phone)", "文字里却没有数"),
        ("[0.71](#attention.phone)", "[0.71 的目光](#attention.phone)", "除了数还有别的字"),
        ("[0.71](#attention.phone)", "【0.71】(#attention.phone)", "半角 ["),
        ("[0.71](#attention.phone)", "[0.71]（#attention.phone）", "半角 ("),
        ("[0.71](#attention.phone)", "[0.71] (#attention.phone)", "不能有空格"),
        ("[0.71](#attention.phone)", "０.71", "全角数字"),
        ("[0.71](#attention.phone)", "百分之七十一", "用阿拉伯数字写"),
        ("[0.71](#attention.phone)", "三千七百步", "汉字写的「三千七百步」不在本页引入的片段里（源码或输出都没有）：写成阿拉伯数字并链到片段，如 [3700](#片段.名)"),
        ("[0.71](#attention.phone)", "七百九十七倍", "如 [797.0 倍](#片段.名)"),
        ("[0.71](#attention.phone)", "逾 [0.71](#attention.phone)", "限定词"),
        ("[4.0 倍](#history.doubled)", "约 [5 倍](#history.doubled)", "带限定词的数要手改"),
        ("[0.71](#attention.phone)", "[71](#attention.phone)", "差十倍以上，要手改"),
        ("8 块 P100", "9 块 P100", "与脚注 [^aiayn] 引出的数对不上（引文里有：8、3.5 days）"),
        ("with 8 NVIDIA", "with 4 NVIDIA", "对不上"),
        ("3.5 天训完了大号模型[^aiayn]", "3.5 天训完了大号模型[^aiay]", "没有定义"),
        ("，核于 2026-11-22", "", "写上「核于 年-月-日」"),
        ("$\\sqrt 2$，得分", "$1.5 \\times 2 = 4$，得分", "算式不成立"),
        ("$O(n^2)$，历史", "$O(n^{2.5})$，历史", "公式里的 2.5 不在本页引入的片段里"),
    ],
)  # fmt: skip
def test_a_broken_page_says_where_and_how(old, new, said):
    assert said in problems("attention.md", old, new)


def test_a_page_without_computed_numbers_is_refused():
    page = Page(ROOT / "docs/x.md", "# 标题\n\n只有字。\n", "docs/x.md")
    assert "没有一个由片段算出的数" in "\n".join(map(str, BOOK.check_page(page)))


def test_a_number_in_a_figure_is_checked_too(copy):
    figure = copy.snippets / "attention/attention_figure.svg"
    figure.write_text(figure.read_text("utf-8").replace(">0.71<", ">0.72<"), "utf-8")
    assert "snippets/attention/attention_figure.svg:" in "\n".join(
        map(str, copy.check_page(Page.load(copy.docs / "attention.md", copy.root)))
    )


@pytest.mark.parametrize(
    "code, said",
    [
        ("1 / 0", "broken.py:1:1: 片段跑不通：ZeroDivisionError"),
        ("x = 1\ny = [\n", "broken.py:2:1: 片段跑不通：SyntaxError"),
        ("import sys\nprint('x=1'); print('警告', file=sys.stderr)", "标准错误"),
        ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')", "broken.py:2:1: 片段联网了"),
        ("print(f'x={hash(\"甲\")}')", "两次运行印得不同"),
        ("import os\nprint('x=' + os.environ['OMP_NUM_THREADS'])", "两次运行印得不同"),
        ("import sys\nsys.exit(3)", "退出码 3"),
    ],
)
def test_a_misbehaving_snippet_is_named(tmp_path, code, said):
    path = tmp_path / "broken.py"
    path.write_text(code, "utf-8")
    _, found = snippet.run(path)
    assert len(found) == 1 and found[0].startswith(f"snippets/{tmp_path.name}/broken.py:") and said in found[0], found


def test_a_snippet_that_never_ends_is_stopped(tmp_path):
    path = tmp_path / "broken.py"
    path.write_text("while True: pass", "utf-8")
    _, found = snippet.run(path, timeout=0.3)
    assert found == [f"snippets/{tmp_path.name}/broken.py:1:1: 跑了 0.3 秒还没完，片段应在一秒内跑完"]


@pytest.mark.parametrize(
    "code, said",
    [
        ("x = 1\nprint(f'{x=}')\nprint(f'{x=}')", "x 印了两次"),
        ("x = '很大'\nprint(f'x={x}')", "读不懂的数"),
        ("for n in 'ab':\n    print(f'{n}=1')", "找不到印 a 的那一行"),
        ("pass", "什么也没印"),
        ("x = 1\nprint(f'{x=}')", "还没有金样"),
    ],
)
def test_a_snippet_must_print_what_can_be_cited(tmp_path, code, said):
    path = tmp_path / "broken.py"
    path.write_text(code, "utf-8")
    stdout, found = snippet.run(path)
    assert not found
    assert said in "\n".join(snippet.check(path, stdout))


def test_a_changed_constant_is_reported_at_its_line_and_update_repairs_the_book(copy):
    path = copy.snippets / "attention/attention.py"
    path.write_text(path.read_text("utf-8").replace('"手机": [4, 0]', '"手机": [3.8, 0]'), "utf-8")
    stdout, _ = snippet.run(path)
    line = snippet.print_lines(path)["phone"]
    assert f"snippets/attention/attention.py:{line}:1: phone 现在印出" in "\n".join(snippet.check(path, stdout))

    assert snippet.check(path, stdout, update=True) == [
        "snippets/attention/attention.py:1:1: 已重写金样 attention.html"
    ]
    assert snippet.check(path, stdout) == []
    book = Book(copy.root)
    page = Page.load(book.docs / "attention.md", book.root)
    changes = book.update(page)
    assert any(re.match(r"docs/attention\.md:\d+:\d+: 0.71 已改成 0.[0-9][0-9]", c) for c in changes), changes
    page = Page.load(book.docs / "attention.md", book.root)
    assert not [p for p in book.check_page(page) if p.page is page]


def test_a_snippet_is_run_again_when_anything_it_prints_from_has_changed(copy):
    """--changed 靠的摘要：源码、金样、小铸、造书的包、依赖，变一样就变；自己读文件的没有摘要，回回都跑。"""
    path = copy.snippets / "attention/attention.py"
    files = [
        path,
        path.with_suffix(".html"),
        *(copy.root / f for f in ("xiaozhu/a.json", "bookkit/a.py", "requirements.txt")),
    ]
    seen = set()
    for file in files[2:]:
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    for file in [*files, None]:
        snippet._shared.cache_clear()  # 一个进程里它不会变
        assert snippet.fingerprint(path) == snippet.fingerprint(path)
        seen.add(snippet.fingerprint(path))
        if file:
            file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert len(seen) == len(files) + 1
    for line in ("from pathlib import Path", "from bookkit import retrieval", "open('x')"):
        path.write_text(line, "utf-8")
        assert snippet.fingerprint(path) is None
    path.write_text("from bookkit.prices import price", "utf-8")
    assert snippet.fingerprint(path)


def test_unused_names_snippets_and_orphan_outputs_are_reported(copy):
    (copy.snippets / "attention/idle.py").write_text("x = 1\nprint(f'{x=}')\n", "utf-8")
    (copy.snippets / "attention/ghost.html").write_text("", "utf-8")
    path = copy.snippets / "attention/attention.html"
    path.write_text(
        path.read_text("utf-8").replace("</code>", '<span id="attention.extra">extra=1</span>\n</code>'), "utf-8"
    )
    found = "\n".join(Book(copy.root).check_coverage())
    assert "snippets/attention/idle.py:1:1: 没有一页引入这个片段" in found
    assert "extra 印出来却没有一处引用" in found
    assert "ghost.html:1:1: 没有同名的片段" in found


def test_a_snippet_lives_with_its_page_and_others_may_borrow_it(copy):
    page = copy.root / "docs/position.md"
    page.write_text(page.read_text("utf-8") + '\n--8<-- "attention/attention.html"\n', "utf-8")
    assert Book(copy.root).check_coverage() == []
    (copy.snippets / "elsewhere").mkdir()
    (copy.snippets / "elsewhere/stray.html").write_text("", "utf-8")
    page.write_text(page.read_text("utf-8") + '\n--8<-- "elsewhere/stray.html"\n', "utf-8")
    assert "docs/position.md:1:1: 引入了 elsewhere/stray.html" in "\n".join(Book(copy.root).check_coverage())


def test_a_bad_formula_is_one_line():
    with pytest.raises(FormulaError, match="公式 .* 排不出来"):
        render(r"\frac{1}{")


def test_the_mutation_command_mutates_every_managed_number():
    """变异的种类都真的产生了；抓不抓得住由 make mutants 报告。"""
    for page in BOOK.pages:
        kinds = [kind for kind, *_ in mutants.mutations(page, BOOK)]
        managed = [m for m in page.mentions if not m.exempt]
        assert kinds.count("多写一位") == len(managed)
        assert kinds.count("删链接") == len([1 for _, _, d in page.links if "." in d.partition("#")[2]])


def test_one_page_survives_no_mutation():
    """拿最短的一页真跑一遍变异，好让检查器变弱时快测就红；全书由 make mutants 跑。"""
    index = min(range(len(BOOK.pages)), key=lambda i: len(BOOK.pages[i].mentions))
    counts, survivors = mutants.check_pages(index)
    assert counts.total() > 0 and survivors == []


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("[0.71](#attention.phone)", "[0.72](#attention.phone)", "正文写 0.72"),
        ("[0.71](#attention.phone)", "约 [0.71](#attention.phonee)", "没有片段印出这个名字"),
        ('--8<-- "attention/attention.html"', '--8<-- "attention/nowhere.html"', "nowhere.html 不在 snippets/ 里"),
    ],
)
def test_a_flawed_book_is_not_mutated(copy, monkeypatch, old, new, said):
    """页上原有的毛病不能当成抓住了变异：先说出来，不变异。"""
    path = copy.docs / "attention.md"
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(mutants, "ROOT", copy.root)
    with pytest.raises(mutants.Flawed, match=said):
        mutants.check_pages([p.path.name for p in copy.pages].index("attention.md"))


def test_the_mutation_command_says_what_is_flawed_before_mutating(copy, monkeypatch, capsys):
    path = copy.docs / "attention.md"
    path.write_text(path.read_text("utf-8").replace("[0.71](#attention.phone)", "[0.72](#attention.phone)", 1), "utf-8")
    monkeypatch.setattr(mutants, "ROOT", copy.root)
    monkeypatch.setattr(mutants, "ProcessPoolExecutor", None)  # 走到变异就会出错
    with pytest.raises(SystemExit) as stopped:
        mutants.main()
    assert stopped.value.code and "正文写 0.72" in capsys.readouterr().out


READS = "from xiaozhu.experiments import span\nprint(f\"x={span('recall', 'a')}\")\n"


@pytest.mark.parametrize(
    "code, source, needed",
    [
        (READS, "由 recall 实验印出", "本书"),
        ('"""存档：某家的词表包。抄好的。"""\nprint("x=3")\n', "抄自某家的词表包", "标准库"),
        ("span = len\nprint(f\"x={span('ab')}\")\n", "", "标准库"),
        ("import numpy as np\nprint(f'x={np.sum([1])}')\n", "", "numpy"),
    ],
)  # fmt: skip
def test_archived_results_are_told_from_computed_ones(tmp_path, code, source, needed):
    """读实验册的由源码认出，不必声明；抄来的靠文档串声明；同名的别的函数不算。"""
    path = tmp_path / "stored.py"
    path.write_text(code, "utf-8")
    assert (snippet.archive(path), snippet.archived(path), snippet.needs(path)) == (source, bool(source), needed)
    assert ('class="output archived"' in snippet.render(path, "x=3\n").body) == bool(source)


def test_declaring_what_the_source_already_tells_is_refused(tmp_path):
    path = tmp_path / "stored.py"
    path.write_text(f'"""存档：某处。"""\n{READS}', "utf-8")
    assert "删掉「存档：」" in "\n".join(snippet.check(path, "x=3\n"))


def test_archived_outputs_lose_their_mark_only_with_a_new_golden(copy):
    path = copy.snippets / "rnn/xiaozhu_recall.py"
    golden = path.with_suffix(".html")
    stdout = re.sub("<[^>]+>", "", golden.read_text("utf-8")).removesuffix("\n")
    golden.write_text(golden.read_text("utf-8").replace("output archived", "output"), "utf-8")
    assert "输出与金样不同" in "\n".join(snippet.check(path, stdout))


def test_a_grouped_formula_constant_is_one_number():
    """公式里带千分号的数是一个数：查的、变异的是同一个，位置也准。"""
    page = Page(ROOT / "docs/x.md", "甲 $a = 12{,}345$\n", "docs/x.md")
    assert "docs/x.md:1:8: 公式里的 12{,}345 不在本页引入的片段里" in "\n".join(map(str, BOOK.check_page(page)))
    ((_, _, source),) = [m for m in mutants.mutations(page, BOOK) if m[0] == "改公式常数"]
    assert source == "甲 $a = 12346$\n"
