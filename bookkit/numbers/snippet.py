"""片段与金样：跑片段，把输出存成带锚点的 HTML（画图的片段存成 SVG）。

金样与片段同名：attention.py → attention.html。每个 `name=值` 行带 id="attention.name"，正文里的数就链到它。
"""

import ast
import functools
import hashlib
import html
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bookkit.numbers.quantity import Quantity, Unreadable
from bookkit.prices import AS_OF

TIMEOUT = 60  # 秒；片段该在一秒内跑完，留这么多是给忙机器的
ARCHIVED = "存档："  # 抄来的数在片段文档串首行这样声明
NAMED = re.compile(r"^(?P<name>[A-Za-z_]\w*)=(?P<value>.*)$", re.M)
_ID = re.compile(r'<span id="(?P<stem>\w+)\.(?P<name>\w+)">(?P<line>.*?)</span>')
# 片段在审计钩子下跑：联网立刻失败，其余与 直接运行 相同。
_RUNNER = """
import runpy, sys
def guard(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        raise PermissionError("片段不得联网")
sys.addaudithook(guard)
sys.argv = [sys.argv[1]]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
# 两次运行要逐字相同：哈希种子、线程数都换。线程等活时去睡，不空转：几个片段一起跑时，空转抢的是别人的处理器
ENVIRONMENTS = [
    {
        "PYTHONHASHSEED": str(threads - 1),
        "OPENBLAS_THREAD_TIMEOUT": "8",
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(threads)),
    }
    for threads in (1, 2)
]


@dataclass
class Output:
    """一个片段的金样。values：名字 → 印出的字。"""

    stem: str
    body: str
    suffix: str
    values: dict[str, str]


def label(path: Path) -> str:
    """片段在报错里的名字：`snippets/页/片段.py`。"""
    return f"snippets/{path.parent.name}/{path.name}"


def golden(path: Path) -> Path | None:
    """片段的金样文件，没有则 None。"""
    return next((g for s in (".html", ".svg") if (g := path.with_suffix(s)).exists()), None)


def render(path: Path, stdout: str) -> Output:
    """把片段的输出变成金样。输出以 <svg 开头的是图，以 <div 开头的是表（包一层好横滚），都原样收下。

    存档的片段，输出块多一个 archived 类；用到价目的，写上价目核于哪天。
    """
    stem = path.stem
    if stdout.startswith(("<svg", "<div")):
        return Output(stem, stdout, ".svg" if stdout.startswith("<svg") else ".html", {})
    body = NAMED.sub(lambda m: f'<span id="{stem}.{m["name"]}">{m[0]}</span>', html.escape(stdout, quote=False))
    values = {m["name"]: m["value"] for m in NAMED.finditer(stdout)}
    kind = "output archived" if archived(path) else "output"
    day = f' data-prices="{AS_OF}"' if "bookkit.prices" in _imports(path.read_text("utf-8")).values() else ""
    return Output(stem, f'<pre class="{kind}"{day}><code>{body}</code></pre>\n', ".html", values)


def load(path: Path) -> Output | None:
    """读进库的金样，没有则 None。"""
    file = golden(path)
    if file is None:
        return None
    body = file.read_text("utf-8")
    values = {m["name"]: html.unescape(m["line"]).partition("=")[2] for m in _ID.finditer(body)}
    return Output(path.stem, body, file.suffix, values)


def run(path: Path, environments=ENVIRONMENTS, timeout: float = TIMEOUT) -> tuple[str, list[str]]:
    """在每种环境下跑一遍片段，返回 (标准输出, 问题)。问题的每一条都以 `文件:行:列` 开头。"""
    name = label(path)
    with ThreadPoolExecutor(len(environments)) as pool:
        outputs = list(pool.map(lambda env: run_once(path, name, env, timeout), environments))
    for _, problem in outputs:
        if problem:
            return "", [problem]
    first, *others = [stdout for stdout, _ in outputs]
    for other in others:
        if first != other:
            line = next((a for a, b in zip(first.splitlines(), other.splitlines()) if a != b), "行数不同")
            return "", [f"{name}:1:1: 两次运行印得不同（{line!r}）：用了未固定的随机数、哈希次序或线程？"]
    return first, []


def run_once(path: Path, name: str, environment: dict[str, str], timeout: float) -> tuple[str, str]:
    """在一种环境下、审计钩子里跑一遍，返回 (标准输出, 问题)；没有问题则为空。"""
    try:
        process = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", _RUNNER, path.resolve()], capture_output=True, encoding="utf-8", timeout=timeout,
            env={**os.environ, **environment}, cwd=path.parent, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "", f"{name}:1:1: 跑了 {timeout:g} 秒还没完，片段应在一秒内跑完"
    if process.returncode:
        lines = re.findall(rf'File "[^"]*{re.escape(path.name)}", line (\d+)', process.stderr)
        reason = (process.stderr.strip().splitlines() or [f"退出码 {process.returncode}"])[-1]
        verb = "联网了" if "片段不得联网" in reason else "跑不通"
        return "", f"{name}:{lines[-1] if lines else 1}:1: 片段{verb}：{reason}"
    if process.stderr.strip():
        return "", f"{name}:1:1: 片段往标准错误写了字：{process.stderr.strip().splitlines()[0]}"
    return process.stdout, ""


@functools.lru_cache(256)
def _nodes(source: str) -> list[ast.AST]:
    """源码的语法节点；同一份源码只解析一次。"""
    return list(ast.walk(ast.parse(source)))


def print_lines(path: Path) -> dict[str, int]:
    """名字 → 片段里印它的那一行。只认 `print(f"{name=…}")` 与 `print(f"name={…}")`。"""
    found = {}
    for node in _nodes(path.read_text("utf-8")):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" and node.args):
            continue
        first = node.args[0]
        head = first.values[0] if isinstance(first, ast.JoinedStr) and first.values else first
        if isinstance(head, ast.Constant) and isinstance(head.value, str) and (m := NAMED.match(head.value)):
            found.setdefault(m["name"], []).append(node.lineno)
    return {name: lines[0] for name, lines in found.items()}


def _imports(source: str) -> dict[str, str]:
    """导入的名字 → 从哪个模块来。"""
    found = {}
    for node in _nodes(source):
        if isinstance(node, ast.ImportFrom):
            found |= {a.asname or a.name: node.module or "" for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.asname or a.name: a.name for a in node.names}
    return found


def fingerprint(path: Path) -> str | None:
    """输出由什么定，算成一个摘要：片段与它的金样、小铸、造书的包、锁定的依赖、Python 的版本。自己读文件的片段说不准，返回 None。"""
    source = path.read_text("utf-8")
    modules = set(_imports(source).values())
    if modules & {"pathlib", "os", "io"} or any(m.startswith("bookkit") for m in modules - {"bookkit.prices"}):
        return None
    if any(isinstance(n, ast.Name) and n.id == "open" for n in _nodes(source)):
        return None
    return digest([file for file in (path, golden(path)) if file]) + _shared(path.parents[2])


@functools.cache
def _shared(root: Path) -> str:
    files = [
        f for part in ("xiaozhu", "bookkit") for f in (root / part).rglob("*") if f.is_file() and f.suffix != ".pyc"
    ]
    return digest([*sorted(files), root / "requirements.txt"]) + sys.version


def digest(files: list[Path]) -> str:
    """这些文件的名字与内容，合成一个摘要。"""
    total = hashlib.sha256()
    for file in files:
        total.update(file.as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def needs(path: Path) -> str:
    """单独运行它要先装什么：`本书`（小铸与造书的包，连同 NumPy）、`numpy`，或只要 `标准库`。"""
    roots = {module.partition(".")[0] for module in _imports(path.read_text("utf-8")).values()}
    if roots & {"xiaozhu", "bookkit"}:
        return "本书"
    return "numpy" if "numpy" in roots else "标准库"


def archive(path: Path) -> str:
    """片段印的若不是当场算的，说出取自哪里；当场算的则为空。

    取自小铸实验册的，由源码推出：它调用了 `xiaozhu.experiments` 的 span、result 或 parts。抄来的数源码里看不出，
    要在文档串首行写「存档：」与来处。
    """
    return _archive(path.read_text("utf-8"))


@functools.cache
def _archive(source: str) -> str:
    """源码没变就不再认一遍：每页的页尾都要数全书的片段。"""
    imports = _imports(source)
    calls = [
        n for n in _nodes(source)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in ("span", "result", "parts")
        and imports.get(n.func.id) == "xiaozhu.experiments"
    ]  # fmt: skip
    if calls:
        names = dict.fromkeys(n.args[0].value for n in calls if n.args and isinstance(n.args[0], ast.Constant))
        return f"由 {'、'.join(names) or '全部'} 实验印出"
    declared = _declaration(source)
    return f"抄自{declared}" if declared else ""


def archived(path: Path) -> bool:
    """片段印的是存档的结果，不是当场算的。"""
    return bool(archive(path))


def _declaration(source: str) -> str:
    """文档串首行「存档：」后面、句号之前的字，没有则为空。"""
    doc = ast.get_docstring(_nodes(source)[0]) or ""
    return doc.partition("\n")[0].partition(ARCHIVED)[2].partition("。")[0]


def constants(path: Path) -> list[ast.Constant]:
    """片段源码里的数字字面量。"""
    return [
        n for n in _nodes(path.read_text("utf-8"))
        if isinstance(n, ast.Constant) and isinstance(n.value, (int, float)) and not isinstance(n.value, bool)
    ]  # fmt: skip


def check(path: Path, stdout: str, *, update: bool = False) -> list[str]:
    """片段的输出与金样相同、每个名字只印一次、印的是读得懂的数。update：重写金样并报告。"""
    name, fresh = label(path), render(path, stdout)
    lines = print_lines(path)
    problems, seen = [], set()
    for match in NAMED.finditer(stdout) if fresh.suffix == ".html" else ():
        at = f"{name}:{lines.get(match['name'], 1)}:1"
        if match["name"] in seen:
            problems.append(f"{at}: {match['name']} 印了两次，换个名字")
        seen.add(match["name"])
        if match["name"] not in lines:
            problems.append(
                f'{at}: 找不到印 {match["name"]} 的那一行，写成 print(f"{{{match["name"]}=}}") 好让正文链过来'
            )
        try:
            Quantity.read(match["value"])
        except Unreadable as reason:
            problems.append(f"{at}: {match['name']} 印出 {match['value']!r}，{reason}；等号行只印数")
    if _declaration(path.read_text("utf-8")) and "实验印出" in archive(path):
        problems.append(f"{name}:1:1: 写了「{ARCHIVED}」又读实验册：读实验册的由源码认得出，删掉「{ARCHIVED}」")
    if not stdout:
        problems.append(f"{name}:1:1: 片段什么也没印")
    if problems:
        return problems
    stale = load(path)
    if stale and stale.body == fresh.body:
        return []
    if update:
        if (old := golden(path)) and old.suffix != fresh.suffix:
            old.unlink()
        path.with_suffix(fresh.suffix).write_text(fresh.body, "utf-8", newline="\n")
        return [f"{name}:1:1: 已重写金样 {path.stem}{fresh.suffix}"]
    if stale is None:
        return [f"{name}:1:1: 还没有金样（make update 可生成）"]
    changed = [
        f"{name}:{lines.get(k, 1)}:1: {k} 现在印出 {fresh.values.get(k, '（没印）')}，金样是 {stale.values.get(k, '（没有）')}"
        for k in dict.fromkeys([*fresh.values, *stale.values]) if fresh.values.get(k) != stale.values.get(k)
    ]  # fmt: skip
    return [f"{c}（确实要改就 make update）" for c in changed] or [
        f"{name}:1:1: 输出与金样不同（确实要改就 make update）"
    ]
