"""本地预览：起 mkdocs serve，同时盯着片段与正文。

改了片段就重跑、更新它的金样（页面随之刷新），并把这本书当前的毛病印在终端里。正文里的数不替你改。
"""

import signal
import sys
import threading
import time

from mkdocs.__main__ import cli

from bookkit import ROOT
from bookkit.numbers import snippet
from bookkit.numbers.book import Book


def changes(seen):
    """自上次以来改过的文件；顺手更新 seen（路径 → 修改时间）。"""
    now = {
        p: p.stat().st_mtime_ns
        for folder in ("docs", "snippets")
        for p in (ROOT / folder).rglob("*.*")
        if p.suffix in (".md", ".py")
    }
    changed = [p for p, t in now.items() if seen.get(p) != t]
    seen.clear()
    seen.update(now)
    return changed


def report(changed):
    """改过的片段重跑、更新金样，再查全书，有什么毛病都印出来。"""
    for path in changed:
        if path.suffix == ".py":
            stdout, problems = snippet.run(path)
            print(*(problems or snippet.check(path, stdout, update=True)), sep="\n", flush=True)
    book = Book(ROOT)
    problems = [p for page in book.pages for p in book.check_page(page)]
    print(*problems, *book.check_coverage(), "" if problems else "数字律：没有毛病。", sep="\n", flush=True)


def watch():
    """每半秒看一眼，改了就报。"""
    seen = {}
    changes(seen)  # 头一次只记下，不报：谁都还没改
    while True:
        time.sleep(0.5)
        if changed := changes(seen):
            try:
                report(changed)
            except (SyntaxError, OSError) as error:  # 存到一半的文件：说一声，等下一次保存
                print(error, flush=True)


def main():
    """起预览，参数照传给 mkdocs serve。"""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # 普通的 kill 与 Ctrl-C 一样收尾
    threading.Thread(target=watch, daemon=True).start()
    cli(["serve", *sys.argv[1:]], prog_name="mkdocs")  # 就在本进程里：没有子进程会被落下


if __name__ == "__main__":
    main()
