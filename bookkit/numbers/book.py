"""全书：把每页的数与片段的金样、脚注的引文对上，对不上就报 `文件:行:列` 和该怎么改。"""

import difflib
import functools
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from bookkit.numbers import arithmetic, snippet
from bookkit.numbers.page import FORMULA_CONSTANT, Mention, Page, loose_hedge, malformed
from bookkit.numbers.quantity import HEDGES, QUANTITY, Quantity, Unreadable, plain, rewrite

ANCHOR = re.compile(r"(?:(?P<page>[\w./-]+\.md))?#(?P<stem>[A-Za-z_]\w*)\.(?P<name>\w*)")
LIVING_SOURCE = re.compile(r"https?://(?!arxiv\.org|doi\.org)")  # 会变的网页；论文号与 DOI 不会变
VERIFIED = re.compile(r"核于 (?:20[0-9]{2}-[0-9]{2}-[0-9]{2})")
QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」')
_HEDGED = "|".join(sorted(HEDGES, key=len, reverse=True))
FIX = "make update 可改"


@dataclass(frozen=True)
class Problem:
    """一条毛病。fix 是 (起, 止, 新字)：可以放心替作者改的那一处。"""

    page: Page
    offset: int
    message: str
    fix: tuple[int, int, str] | None = None

    def __str__(self):
        return f"{self.page.where(self.offset)}: {self.message}"


class Book:
    """一份检出里的书：docs/ 的正文与 snippets/ 的片段。"""

    def __init__(self, root: Path):
        self.root = Path(root)
        self.docs, self.snippets = self.root / "docs", self.root / "snippets"

    @cached_property
    def pages(self) -> list[Page]:
        """docs/ 里的每一页，按路径排。"""
        return [Page.load(p, self.root) for p in sorted(self.docs.rglob("*.md"))]

    @cached_property
    def paths(self) -> list[Path]:
        """全部片段。"""
        return sorted(self.snippets.glob("*/*.py"))

    @cached_property
    def outputs(self) -> dict[str, snippet.Output]:
        """片段名 → 金样。"""
        return {p.stem: out for p in self.paths if (out := snippet.load(p))}

    @cached_property
    def constants(self) -> Callable[[Path], set[Fraction]]:
        """给一个片段，它源码里的数字字面量；用到才读，读过就记住。"""
        return functools.cache(lambda path: {Fraction(str(c.value)) for c in snippet.constants(path)})

    def figures(self, page: Page) -> list[Page]:
        """页里引入的 SVG，按出现次序。"""
        return [
            Page.load(self.snippets / name, self.root)
            for _, name in page.includes if name.endswith(".svg") and (self.snippets / name).exists()
        ]  # fmt: skip

    @cached_property
    def archived(self) -> set[str]:
        """印的是存档结果的片段。"""
        return {p.stem for p in self.paths if snippet.archived(p)}

    def tally(self, page: Page) -> tuple[int, int, int]:
        """(当场算出的数, 取自存档的数, 有出处的数)，含图里的。"""
        mentions = [m for p in (page, *self.figures(page)) for m in p.mentions]
        computed = [m for m in mentions if m.dest]
        stored = sum(bool((a := ANCHOR.fullmatch(m.dest)) and a["stem"] in self.archived) for m in computed)
        return len(computed) - stored, stored, sum(bool(m.note and not m.dest and not m.exempt) for m in mentions)

    # —— 一页 ——

    def check_page(self, page: Page) -> list[Problem]:
        """一页里的全部毛病。不读盘、不跑片段，所以变异测试可以拿改过的源文件反复调它。"""
        problems = [Problem(page, at, why) for at, why in malformed(page)]
        for mention in page.mentions:
            if not mention.exempt and (p := self._check_mention(page, mention)):
                problems.append(p)
        problems += self._check_anchors(page) + self._check_notes(page)
        problems += self._check_formulas(page) + self._check_spelled(page)
        problems += [
            Problem(page, at, f"算式不成立：{s.strip()}，{why}")
            for at, s in arithmetic.statements(page)
            if (why := arithmetic.holds(s))
        ]
        if page.path.suffix == ".md":
            for figure in self.figures(page):
                problems += self.check_page(figure)
            if not any(self.tally(page)[:2]):
                problems.append(Problem(page, 0, "这一页没有一个由片段算出的数"))
        return problems

    def _check_mention(self, page: Page, m: Mention) -> Problem | None:
        """一个数的凭据：读得懂，限定词认得出，再看是算出的还是引来的；两样都不是就没有凭据。"""
        bad = lambda text: Problem(page, m.start, text)
        try:
            written = Quantity.read(m.text, m.hedge)
        except Unreadable as reason:
            return bad(str(reason))
        if word := loose_hedge(page, m):
            return bad(f"{m.text} 旁边的限定词「{word}」认不出，改写成 {'、'.join(HEDGES)} 之一，放在数前面")
        if m.dest:
            anchor = ANCHOR.fullmatch(m.dest)
            if not anchor:
                return bad(f"{m.text} 在链接里，但链接 {m.dest} 不指向片段的输出（应是 #片段.名 或 页.md#片段.名）")
            return self._check_computed(page, m, written, anchor)
        if m.note:
            return self._check_cited(page, m, written)
        return bad(f"{m.text} 没有凭据：链到片段的输出（[{m.text}](#片段.名)），或在同一句里加脚注引出处")

    def _check_computed(self, page, m, written, anchor):
        """链到片段的数，与印出的比；差得不多又没有限定词的，附上改法。"""
        bad = lambda text, fix=None: Problem(page, m.start, text, fix)
        label = f"{anchor['stem']}.{anchor['name']}"
        output = self.outputs.get(anchor["stem"])
        if output is None or anchor["name"] not in output.values:
            name, known = (anchor["name"], output.values) if output else (anchor["stem"], self.outputs)
            near = "、".join(difflib.get_close_matches(name, known)) or "没有"
            what = "没有片段印出这个名字" if output else f"没有片段印出这个名字，也没有叫 {name} 的片段"
            return bad(f"{m.text} 指向 {label}，但{what}（相近的：{near}）")
        link = next((a, b) for a, b, d in page.links if a <= m.start and m.end <= b)
        if (
            re.sub(rf"^(?:{_HEDGED})?\s*", "", page.source[link[0] : link[1]]).strip() != m.text
            and page.path.suffix == ".md"
        ):
            return bad(f"链接文字「{page.source[link[0] : link[1]]}」里除了数还有别的字，把字移到链接外面")
        raw = output.values[anchor["name"]]
        try:
            printed = Quantity.read(raw)
        except Unreadable as reason:
            return bad(f"{label} 印出的 {raw!r} 读不懂：{reason}")
        verdict = written.covers(printed)
        if verdict:
            return None
        shown = f"{m.hedge}{m.text}"
        if verdict is None:
            return bad(f"{label} 印出 {raw}，位数不够判断 {shown}：让片段多印几位，或正文少写几位")
        if written.hedge:
            return bad(f"正文写 {shown}，{label} 印出 {raw}，不符；带限定词的数要手改")
        try:
            right = rewrite(m.text, printed)
        except Unreadable as reason:
            return bad(f"正文写 {shown}，{label} 印出 {raw}，{reason}，要手改")
        return bad(f"正文写 {shown}，{label} 印出 {raw}，应写 {right}（{FIX}）", (m.start, m.end, right))

    def _check_cited(self, page, m, written):
        """引来的数，要与脚注引文里的某一个相符。"""
        note = page.notes.get(m.note)
        if not note:
            return Problem(page, m.start, f"{m.text} 的脚注 [^{m.note}] 没有定义")
        quoted = list(quotations(note["body"]))
        if any(written.covers(q, point=True) for q in quoted):
            return None
        seen = "、".join(dict.fromkeys(q.text for q in quoted)) or "没有引文"
        return Problem(page, m.start, f"{m.hedge}{m.text} 与脚注 [^{m.note}] 引出的数对不上（引文里有：{seen}）")

    def _check_anchors(self, page):
        """指向片段输出的链接，哪怕文字里没有数，名字也要对，所在的页也要真引入了那份输出。"""
        problems = []
        for start, end, dest in page.links:
            if not (anchor := ANCHOR.fullmatch(dest)):
                continue
            stem, name = anchor["stem"], anchor["name"]
            target = page if not anchor["page"] else self._page(page, anchor["page"])
            if not QUANTITY.search(page.source[start:end]):
                problems.append(Problem(page, start, f"链接 {dest} 指向一个数，文字里却没有数"))
            elif stem in self.outputs and name in self.outputs[stem].values:
                if target is None:
                    problems.append(Problem(page, start, f"链接 {dest} 的页不存在"))
                elif page.path.suffix == ".md" and f"{stem}.html" not in {Path(f).name for _, f in target.includes}:
                    problems.append(Problem(page, start, f"链接 {dest}：{target.name} 没有引入 {stem}.html"))
        return problems

    def _page(self, page, name):
        """从一页里的相对地址找到那一页，没有则 None。"""
        path = (page.path.parent / name).resolve()
        return next((p for p in self.pages if p.path.resolve() == path), None)

    def _check_notes(self, page):
        """脚注有人引、有出处、引文不长于要用的，引到的都有定义。"""
        problems = []
        for note in page.notes.values():
            bad = lambda text: problems.append(Problem(page, note.start(), f"脚注 [^{note['id']}] {text}"))
            if not re.search(rf"\[\^{re.escape(note['id'])}\](?!:)", page.markup):
                bad("没有被引用")
            if not re.search(r"https?://|arXiv[: ]?[0-9]|doi", note["body"], re.I):
                bad("没有给出处（网址、arXiv 号或 DOI）")
            elif LIVING_SOURCE.search(note["body"]) and not VERIFIED.search(note["body"]):
                bad("的出处会变，写上「核于 年-月-日」")
            citing = list(
                readable(
                    (m.text, m.hedge) for m in page.mentions if m.note == note["id"] and not m.dest and not m.exempt
                )
            )
            for quoted in quotations(note["body"]):
                if not any(written.covers(quoted, point=True) for written in citing):
                    bad(f"引文里的 {quoted.text} 没有被正文用到，把引文截短到要用的数")
        for m in re.finditer(r"\[\^([^\]\s]+)\](?!:)", page.markup):
            if m[1] not in page.notes:
                problems.append(Problem(page, m.start(), f"脚注 [^{m[1]}] 没有定义"))
        return problems

    def known(self, page: Page) -> set[Fraction]:
        """本页引入的片段里出现过的数：源码字面量与印出的值。图的片段就是画它的那一个。"""
        sources = {(self.snippets / name).with_suffix(".py") for _, name in page.includes}
        if page.path.suffix == ".svg":
            sources.add(page.path.with_suffix(".py"))
        found = set()
        for path in sources & set(self.paths):
            found |= self.constants(path)
            printed = self.outputs[path.stem].values.values() if path.stem in self.outputs else ()
            found.update(Fraction(v) for quantity in readable((text, "") for text in printed) for v in quantity.values)
        return found

    def _check_spelled(self, page):
        """汉字写的大数与倍数，值要在本页引入的片段里；不在，就写成阿拉伯数字、给出凭据。"""
        known = self.known(page) if page.spelled else set()
        return [
            Problem(
                page, s.start,
                f"汉字写的「{s.text}」不在本页引入的片段里（源码或输出都没有）：写成阿拉伯数字并链到片段，"
                f"如 [{f'{s.low:.1f} 倍' if s.times else s.low}](#片段.名)，或换成不带数的说法",
            )
            for s in page.spelled if not s.holds(known)
        ]  # fmt: skip

    def _check_formulas(self, page):
        """公式里的小数与三位以上的数，要在本页引入的片段里：公式里放不了链接，只能这样给凭据。"""
        found = [(at + m.start(), m[0]) for at, tex in page.formulas for m in FORMULA_CONSTANT.finditer(tex)]
        known = self.known(page) if found else set()
        return [
            Problem(page, at, f"公式里的 {constant} 不在本页引入的片段里（源码或输出都没有）")
            for at, constant in found if Fraction(re.sub("[{,}]", "", constant)) not in known
        ]  # fmt: skip

    # —— 全书 ——

    def check_coverage(self) -> list[str]:
        """每个片段至少被一页引入；每个印出的名字至少被引用一次；引入的文件都在。"""
        included = {}
        problems = []
        for page in self.pages:
            for offset, name in page.includes:
                included.setdefault(name, []).append(page)
                if not (self.snippets / name).exists():
                    problems.append(f"{page.where(offset)}: 引入的 {name} 不在 snippets/ 里")
        used = {
            (a["stem"], a["name"])
            for page in self.pages for p in (page, *self.figures(page)) for *_, d in p.links if (a := ANCHOR.fullmatch(d))
        }  # fmt: skip
        for name, pages in included.items():  # 别的页也可以引入，只要本家那一页引入了
            if Path(name).parent.name not in {page.path.stem for page in pages}:
                home = pages[0]
                problems.append(f"{home.name}:1:1: 引入了 {name}：一页的片段放在 snippets/{home.path.stem}/ 里")
        by_stem = {}
        for path in self.paths:
            label, folder = snippet.label(path), path.parent.name
            if (other := by_stem.setdefault(path.stem, path)) is not path:
                problems.append(f"{label}:1:1: 与 {snippet.label(other)} 重名，换个名字：全书的片段名不重复")
            if f"{folder}/{path.name}" not in included:
                problems.append(f"{label}:1:1: 没有一页引入这个片段")
            output = self.outputs.get(path.stem)
            if output and f"{folder}/{path.stem}{output.suffix}" not in included:
                problems.append(f"{label}:1:1: 没有一页引入它的输出 {path.stem}{output.suffix}")
            lines = snippet.print_lines(path)
            for name in output.values if output else ():
                if (path.stem, name) not in used:
                    problems.append(f"{label}:{lines.get(name, 1)}:1: {name} 印出来却没有一处引用，用上它或删掉")
        for file in sorted(self.snippets.glob("*/*")):
            if file.suffix in (".html", ".svg") and not file.with_suffix(".py").exists():
                problems.append(f"{snippet.label(file)}:1:1: 没有同名的片段，删掉这份金样")
        return problems

    def update(self, page: Page) -> list[str]:
        """把能放心改的数改掉，写回文件，返回改动清单。换过的页（决策卡合集）不写回：要改的在各章里。"""
        if page.source != page.path.read_text("utf-8"):
            return []
        fixes = sorted((p for p in self.check_page(page) if p.fix and p.page is page), key=lambda p: -p.fix[0])
        source, changes = page.source, []
        for problem in fixes:
            start, end, new = problem.fix
            changes.append(f"{page.where(start)}: {source[start:end]} 已改成 {new}")
            source = source[:start] + new + source[end:]
        if fixes:
            page.path.write_text(source, "utf-8", newline="\n")
        return changes[::-1]


def readable(texts):
    """(文字, 限定词) 里读得懂的数；读不懂的另有一条报错。"""
    for text, hedge in texts:
        try:
            yield Quantity.read(text, hedge)
        except Unreadable:
            continue


@dataclass(frozen=True)
class Quotation(Quantity):
    """脚注引文里的一个数。"""

    text: str = ""


def quotations(note: str):
    """脚注里用引号括起来的原文中的每个数。"""
    for groups in QUOTED.findall(html.unescape(note)):
        quote = plain(re.sub(r"(?<=[0-9])-(?=[0-9])", "–", "".join(groups)))
        for match in QUANTITY.finditer(quote):
            try:
                yield Quotation(**Quantity.read(match[0]).__dict__, text=match[0])
            except Unreadable:
                continue
