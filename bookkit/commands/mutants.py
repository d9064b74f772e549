"""变异测试：把全书每个受管的数、链接、脚注、公式常数、算式、片段常数逐一改错，检查器都得抓住。

python -m bookkit.commands.mutants：报出存活者，存活者为零才算数。正文的变异只重查那一页，不重建站点。
"""

import ast
import os
import re
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

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


def mutations(page: Page, book: Book):
    """一页的全部变异：(种类, 偏移, 改过的源文件)。"""
    source = page.source

    def put(start, end, new):
        return source[:start] + new + source[end:]

    for m in page.mentions:
        if m.exempt:
            continue
        match = QUANTITY.fullmatch(m.text)
        for key in ("low", "high"):
            if match[key]:
                yield "末位加一", m.start, put(m.start + match.start(key), m.start + match.end(key), bump(match[key]))
        if match["scale"]:
            other = {"%": "‰", "万": "亿", "亿": "万"}.get(match["scale"], "%")
            yield "换单位", m.start, put(m.start + match.start("scale"), m.start + match.end("scale"), other)
        if match["dimension"]:
            other = {"KiB": "MiB", "GiB": "MiB"}.get(match["dimension"], "KiB")
            yield "换量纲", m.start, put(m.start + match.start("dimension"), m.start + match.end("dimension"), other)
        yield "多写一位", m.start, put(m.start + match.start("low"), m.start + match.start("low"), "1")
        if m.hedge:
            at = source.rindex(m.hedge, 0, m.start)
            yield "改限定词", m.start, put(at, at + len(m.hedge), "不到" if _reaches(book, m) else "超过")
    for start, end, dest in page.links:
        if ANCHOR.fullmatch(dest):
            markdown = source.startswith(f"]({dest}", end)
            at = end + 2 if markdown else source.rindex(dest, 0, start)
            yield "锚点拼错", start, put(at, at + len(dest), dest + "x")
            if markdown:
                yield "删链接", start, put(start - 1, at + len(dest) + 1, source[start:end])
    for m in page.mentions:
        if m.note and not m.dest and not m.exempt:
            at = source.index(f"[^{m.note}]", m.end)
            yield "删脚注", m.start, put(at, at + len(m.note) + 3, "")
    for note in page.notes.values():
        for quote in QUOTED.finditer(note["body"]):
            for m in QUANTITY.finditer(quote[0]):
                at = note.start("body") + quote.start() + m.start("low")
                yield "改引文", at, put(at, at + 1, str((int(m["low"][0]) + 1) % 10))
    for s in page.spelled:
        yield "改汉字数", s.start, put(s.start, s.end, s.changed(book.known(page)))
    for at, tex in page.formulas:
        for m in FORMULA_CONSTANT.finditer(tex):
            yield "改公式常数", at + m.start(), put(at + m.start(), at + m.end(), bump(re.sub("[{,}]", "", m[0])))


def _reaches(book, mention):
    """印出的数够不够正文写的数：据此把限定词改成一定错的那个。"""
    anchor = ANCHOR.fullmatch(mention.dest)
    if not anchor:
        return True
    return (
        Quantity.read(book.outputs[anchor["stem"]].values[anchor["name"]]).values[0]
        >= Quantity.read(mention.text).values[0]
    )


def check_pages(index: int) -> tuple[Counter, list[str]]:
    """一页上变异的 (各种类的个数, 存活者)。"""
    book = Book(ROOT)
    page = book.pages[index]
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
    book = Book(ROOT)
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
