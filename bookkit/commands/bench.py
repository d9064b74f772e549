"""量一量：作者等多久、读者下载多少。只印数，不断言。"""

import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bookkit import ROOT
from bookkit.commands.make import COMMANDS
from bookkit.numbers import snippet
from bookkit.numbers.book import Book


def timed(label, work):
    """做一件事，印出花了几秒，返回它的结果。"""
    start = time.perf_counter()
    result = work()
    print(f"{label:<24}{time.perf_counter() - start:8.2f} 秒", flush=True)
    return result


def main():
    """依次量片段、正文、构建、每页大小、快测。"""
    book = Book(ROOT)
    timed(f"片段各在两种环境里跑一遍（{len(book.paths)} 个）", lambda: [snippet.run(p) for p in book.paths])
    pages = timed(f"查正文里的数（{len(book.pages)} 页）", lambda: [(p, book.check_page(p)) for p in book.pages])
    print(f"{'受管的数':<24}{sum(sum(book.tally(p)) for p, _ in pages):8d} 个")
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", folder]
        timed("严格构建整站", lambda: subprocess.run(build, cwd=ROOT, check=True, capture_output=True))
        for page in sorted(Path(folder).glob("*.html")):
            print(f"{page.name:<24}{len(gzip.compress(page.read_bytes(), 6)) / 1024:8.1f} KiB（gzip）")
    timed("快测", lambda: subprocess.run([sys.executable, *COMMANDS["quick"]], cwd=ROOT, capture_output=True))


if __name__ == "__main__":
    main()
