"""正文里的数：悬停时说出由片段的哪一行算出，页尾清点这一页的数。"""

from markdown import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from bookkit import ROOT
from bookkit.numbers.book import ANCHOR, Book
from bookkit.numbers.page import Page
from bookkit.numbers.snippet import archive, print_lines


class _Tally(Preprocessor):
    """页尾添一行清点：几个数当场算出，几个取自存档，几个有出处。"""

    def run(self, lines):
        source = "\n".join(lines)
        if not source.strip():
            return lines
        page = Page(ROOT / "docs" / "page.md", source)
        computed, stored, cited = Book(ROOT).tally(page)
        return [
            *lines, "", "///Footnotes Go Here///" if page.notes else "", "",
            f"本页 {computed + stored + cited} 个数：{computed} 个由代码印出（假设写在代码里），{stored} 个取自存档，{cited} 个有出处。"
            "[这些数是怎么验的](verification.md)",
            '{ .tally data-search-exclude="1" }',
        ]  # fmt: skip


class _Hints(Treeprocessor):
    """指向片段的链接加上类名与提示：由哪个文件的哪一行算出。"""

    def run(self, root):
        snippets = {path.stem: path for path in Book(ROOT).paths}
        for link in root.iter("a"):
            anchor = ANCHOR.fullmatch(link.get("href", ""))
            if anchor and (path := snippets.get(anchor["stem"])):
                line, source = print_lines(path).get(anchor["name"]), archive(path)
                link.set("class", "number")
                link.set(
                    "title",
                    f"存档的结果：{source}，{path.name} 第 {line} 行" if source else f"由 {path.name} 第 {line} 行算出",
                )


class EvidenceExtension(Extension):
    """要排在其他扩展之前：它数的是作者写下的源文件。"""

    def extendMarkdown(self, md):
        """挂上清点与提示。"""
        md.preprocessors.register(_Tally(md), "tally", 200)
        md.treeprocessors.register(_Hints(md), "hints", 15)  # 在行内元素成形之后，MkDocs 改写链接之前


def makeExtension(**options):
    """Python-Markdown 按这个名字找扩展。"""
    return EvidenceExtension(**options)
