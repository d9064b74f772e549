"""来历：一段代码连同它用到的本包模块，摘成一个短串。检查点与实验结果靠它知道自己过没过期。

依赖从 import 推出，不另写一张表：表会忘了改。只用标准库，没装 NumPy 的解释器里也算得出同一个数。
"""

import ast
import functools
import hashlib
import importlib.util
from pathlib import Path

PACKAGE = Path(__file__).parent
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def digest(*names, package=PACKAGE):
    """几个模块（如 "xiaozhu.stages.sft"）的来历，十六位十六进制：closure 里每个模块的语法，不看注释、说明与排版。

    同一份源码在各版 Python 上得同一个数。异常：ModuleNotFoundError，没有这个模块；SyntaxError。
    """
    found = closure(*names, package=package)
    parts = [f"{module} {_parse(path.read_text('utf-8'))[0]}" for module, path in found.items()]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]


def closure(*names, package=PACKAGE):
    """{模块名: 文件}：names 自己，与它们直接、间接导入的本包模块；函数里头的导入也算，importlib 的动态导入看不见。

    导入的名字落在哪个文件，就算哪个文件；只是路过的包（上级的 __init__）不算，否则一个包里的模块会两两相关。
    """
    found, pending = {}, list(names)
    while pending:
        module = pending.pop()
        if module in found:
            continue
        path = _file(module, package)
        if path is None:
            raise ModuleNotFoundError(f"没有模块 {module}")
        found[module] = path
        inside = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for written, item in _parse(path.read_text("utf-8"))[1]:
            source = importlib.util.resolve_name(written, inside)
            if source.split(".")[0] == package.name:
                deeper = f"{source}.{item}"
                pending.append(deeper if item and _file(deeper, package) else source)
    return found


def _file(module, package):
    """本包模块的文件；没有则为 None。"""
    path = package.joinpath(*module.split(".")[1:])
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


@functools.cache  # 键是源码本身：一个进程里取几十次结果，每份源码只解析一遍
def _parse(text):
    """源码 -> (语法的摘要, 其中的导入 [(模块, 名字)])；「import 模块」的名字为空，相对导入的模块带着前头的点。"""
    tree, imports = ast.parse(text), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imports += [("." * node.level + (node.module or ""), alias.name) for alias in node.names]
        elif isinstance(node, _DOCUMENTED) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return hashlib.sha256(_spell(tree).encode()).hexdigest(), imports


def _spell(node):
    """语法树 -> 文字。不用 ast.dump：空字段印不印、有哪些字段，各版 Python 不一样，所以空的一概不写。"""
    if isinstance(node, ast.Constant):  # ascii 而不是 repr：哪些字「印得出」随 Unicode 的版本变
        return f"{type(node.value).__name__} {ascii(node.value)}"
    if isinstance(node, ast.JoinedStr):  # 3.12 的 f 串里会夹着空串
        node.values = [part for part in node.values if getattr(part, "value", None) != ""]
    if isinstance(node, ast.AST):
        fields = [(field, value) for field, value in ast.iter_fields(node) if value is not None and value != []]
        return f"{type(node).__name__}({','.join(f'{field}={_spell(value)}' for field, value in sorted(fields))})"
    if isinstance(node, list):
        return f"[{','.join(map(_spell, node))}]"
    return ascii(node)
