"""变异测试：把全书每个受管的数、链接、脚注、公式常数、算式、片段常数逐一改错，检查器都得抓住。

python -m bookkit.commands.mutants：报出存活者，存活者为零才算数。正文的变异只重查那一页，不重建站点。
书里原来就有毛病时不变异，先把毛病印出来：报错的是它还是变异，分不清。
"""

import ast
import itertools
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bookkit import ROOT
from bookkit.numbers import snippet
from bookkit.numbers.book import ANCHOR, QUOTED, Book
from bookkit.numbers.page import FORMULA_CONSTANT, Page
from bookkit.numbers.quantity import QUANTITY, Quantity


def bump(digits: str) -> str:
    """末位加一（九变零并进位，位数不变时）。"""
    place = len(digits.partition(".")[2])
    whole = str(int(digits.replace(".", "").replace(",", "")) + 1).rjust(place + 1, "0")
    return f"{whole[:-place]}.{whole[-place:]}" if place else whole


class Edit(NamedTuple):
    """一处改动：把源文件的 [start, end) 换成 new。at：报出存活者时指的位置。"""

    kind: str
    at: int
    start: int
    end: int
    new: str


def mutations(page: Page, book: Book) -> Iterator[tuple[str, int, str]]:
    """一页的全部变异：(种类, 偏移, 改过的源文件)。页要没有毛病，见 check_pages。"""
    source = page.source
    for edit in itertools.chain(
        _number_edits(page, book),
        _link_edits(page),
        _note_edits(page),
        _quotation_edits(page),
        _spelled_edits(page, book),
        _formula_edits(page),
    ):
        yield edit.kind, edit.at, source[: edit.start] + edit.new + source[edit.end :]


def _number_edits(page, book):
    """每个要有凭据的数：数字、单位、限定词，各改错一次。"""
    for mention in page.mentions:
        if mention.exempt:
            continue
        match = QUANTITY.fullmatch(mention.text)
        yield from _bump_edits(mention, match)
        yield from _unit_edits(mention, match)
        first = mention.start + match.start("low")
        yield Edit("多写一位", mention.start, first, first, "1")
        if mention.hedge:
            yield _hedge_edit(page, book, mention)


def _bump_edits(mention, match):
    """最小的错：末位差一。"""
    for key in ("low", "high"):  # 一个数只有 low，范围有两端
        if match[key]:
            yield Edit("末位加一", mention.start, *_span(mention, match, key), bump(match[key]))


def _unit_edits(mention, match):
    """换成另一个认得的单位：要考的是看不看得出值错了，不是认不认得字。"""
    if scale := match["scale"]:
        other = {"%": "‰", "万": "亿", "亿": "万"}.get(scale, "%")
        yield Edit("换单位", mention.start, *_span(mention, match, "scale"), other)
    if dimension := match["dimension"]:
        other = {"KiB": "MiB", "GiB": "MiB"}.get(dimension, "KiB")
        yield Edit("换量纲", mention.start, *_span(mention, match, "dimension"), other)


def _hedge_edit(page, book, mention):
    """限定词换成一定错的那个。"""
    start = page.source.rindex(mention.hedge, 0, mention.start)
    new = "不到" if _reaches(book, mention) else "超过"
    return Edit("改限定词", mention.start, start, start + len(mention.hedge), new)


def _reaches(book, mention):
    """印出的数够不够正文写的数：据此把限定词改成一定错的那个。引来的数一律当作够。"""
    anchor = ANCHOR.fullmatch(mention.dest)
    if not anchor:
        return True
    printed = Quantity.read(book.outputs[anchor["stem"]].values[anchor["name"]])
    return printed.values[0] >= Quantity.read(mention.text).values[0]


def _span(mention, match, key):
    """数的某一部分（low、scale……）在源文件里的 (起, 止)。"""
    start, end = match.span(key)
    return mention.start + start, mention.start + end


def _link_edits(page):
    """指向片段的链接：锚点拼错，或连壳删掉、只剩光秃的数。"""
    for start, end, dest in page.links:
        if not ANCHOR.fullmatch(dest):
            continue
        markdown = page.source.startswith(f"]({dest}", end)  # 不然就是 <a href="…">，地址在文字前面
        at = end + len("](") if markdown else page.source.rindex(dest, 0, start)
        yield Edit("锚点拼错", start, at, at + len(dest), dest + "x")
        if markdown:
            yield Edit("删链接", start, start - len("["), at + len(dest) + len(")"), page.source[start:end])


def _note_edits(page):
    """数后面的脚注，删掉标号。"""
    for mention in page.mentions:
        if mention.note and not mention.dest and not mention.exempt:
            mark = f"[^{mention.note}]"
            at = page.source.index(mark, mention.end)
            yield Edit("删脚注", mention.start, at, at + len(mark), "")


def _quotation_edits(page):
    """脚注引文里的每个数，首位换一个数字：首位一变，差得再多的取整也盖不住。"""
    for note in page.notes.values():
        for quote in QUOTED.finditer(note["body"]):
            for number in QUANTITY.finditer(quote[0]):
                at = note.start("body") + quote.start() + number.start("low")
                yield Edit("改引文", at, at, at + 1, str((int(number["low"][0]) + 1) % 10))


def _spelled_edits(page, book):
    """汉字写的数，换成本页的片段里没有的。"""
    for spelled in page.spelled:
        yield Edit("改汉字数", spelled.start, spelled.start, spelled.end, spelled.changed(book.known(page)))


def _formula_edits(page):
    """公式里要有凭据的常数，末位加一。"""
    for offset, tex in page.formulas:
        for constant in FORMULA_CONSTANT.finditer(tex):
            start, end = offset + constant.start(), offset + constant.end()
            yield Edit("改公式常数", start, start, end, bump(re.sub("[{,}]", "", constant[0])))


class Flawed(ValueError):
    """书里原来就有毛病：报错的是它还是变异，分不清。"""


def flaws(book: Book, pages: list[Page]) -> list[str]:
    """没改之前就有的毛病：这几页的（连同引入的图），与全书的账。"""
    return [str(p) for page in pages for p in book.check_page(page)] + book.check_coverage()


def check_pages(index: int) -> tuple[Counter, list[str]]:
    """一页上变异的 (各种类的个数, 存活者)。异常：Flawed，原页就有毛病。"""
    book = Book(ROOT)
    page = book.pages[index]
    if found := flaws(book, [page]):
        raise Flawed("\n".join(found))
    counts, survivors = Counter(), []
    for target in (page, *book.figures(page)):
        for kind, offset, source in mutations(target, book):
            mutant = Page(target.path, source, target.name)
            counts[kind] += 1
            if not book.check_page(mutant) and not _orphans(book, page, target, mutant):
                line = source[source.rfind("\n", 0, offset) + 1 :].partition("\n")[0]
                survivors.append(f"{target.where(offset)}: {kind}没被抓住：{line.strip()[:60]}")
    return counts, survivors


def _orphans(book, page, target, mutant):
    """全书的账：改过之后有没有印出来却没人引用的名字。"""
    changed = Book(book.root)
    changed.pages = [mutant if p is page and target is page else p for p in book.pages]
    changed.outputs, changed.paths = book.outputs, book.paths
    return changed.check_coverage()


def snippet_mutants(path: Path):
    """把片段里的每个数字字面量改大一点：(位置, 改过的源码)。文档串与输出格式里的不算。"""
    source = path.read_text("utf-8")
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = source.encode()
    for node in snippet.constants(path):
        text = raw[
            starts[node.lineno - 1] + node.col_offset : starts[node.end_lineno - 1] + node.end_col_offset
        ].decode()
        try:
            if ast.literal_eval(text) != node.value:
                continue
        except (SyntaxError, ValueError):  # f 字符串里的格式，Python 3.11 不给准确位置
            continue
        start = starts[node.lineno - 1] + node.col_offset
        bigger = node.value + (1 if abs(node.value) < 100 else node.value // 10)
        new = raw[:start] + repr(bigger).encode() + raw[start + len(text.encode()) :]
        yield f"{snippet.label(path)}:{node.lineno}:{node.col_offset + 1}", text, new.decode()


def check_snippet(job) -> str:
    """跑一个改过的片段，两种环境下的输出都与金样相同就是存活者。跑法与检查金样时是同一个。"""
    where, text, source, golden, name = job
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(source, "utf-8")
        for environment in snippet.ENVIRONMENTS:  # 头一种就看得出的，不必再跑第二种
            stdout, problem = snippet.run_once(file, name, environment, snippet.TIMEOUT)
            if problem or snippet.render(file, stdout).body != golden:
                return ""
    return f"{where}: 常数 {text} 改大，输出没变：删掉它，或让输出看得出它"


def main():
    """查原书，变异正文，变异片段，印出清点与存活者；有存活者就以非零退出。"""
    book = Book(ROOT)
    if found := flaws(book, book.pages):
        print(*found, sep="\n")
        sys.exit("zhuhun: 书里原来就有上面的毛病，先改好再变异")
    counts, survivors = Counter(), []
    with ProcessPoolExecutor() as pool:
        for found, alive in pool.map(check_pages, range(len(book.pages))):
            counts += found
            survivors += alive
    jobs = [(*m, book.outputs[p.stem].body, p.name) for p in book.paths for m in snippet_mutants(p)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        survivors += filter(None, pool.map(check_snippet, jobs))
    counts["改片段常数"] = len(jobs)
    for kind, count in counts.most_common():
        print(f"{kind:　<8}{count:6d}")
    print(*survivors, sep="\n")
    print(f"变异 {counts.total()} 个，存活 {len(survivors)} 个")
    sys.exit(bool(survivors))


if __name__ == "__main__":
    main()
