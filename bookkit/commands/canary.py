"""make canary：同一份书稿，换几个构建器各建一遍，与现在的逐页比，看换过去会丢什么。

构建器装在临时的虚拟环境里，不碰本项目的；要联网。有一样不同就以 1 退出：它只报差别，不挡任何事。
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from bs4 import BeautifulSoup

from bookkit import ROOT
from bookkit.numbers.rendered import Rendered

BUILDERS = {"properdocs": "properdocs==1.6.7", "zensical": "zensical==0.0.73"}
TESTING = ("pytest", "hypothesis", "playwright", "ruff", "setuptools")  # 构建用不着的依赖
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", "__pycache__", ".*_cache", ".hypothesis")
PARTS = {  # 名字 → 每页里数什么
    "数字链接": "a.number",
    "片段输出的锚点": 'pre.output [id*="."], figure [id*="."]',
    "公式": ".katex",
    "流程图": ".mermaid",
    "脚注": ".footnote li",
    "术语链接": "a.term",
    "决策卡": ".admonition.card",
    "清点": ".tally",
    "章首": ".chapter",
}


def measure(site):
    """一个构建出的站 → {(页, 名字): 数或字}。页是空串的是全站的。"""
    found = {}
    for file in sorted(site.glob("*.html")):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        article = soup.article or soup
        for name, selector in PARTS.items():
            found[file.name, name] = len(article.select(selector))
        found[file.name, "部件"] = len([tag for tag in article.find_all(True) if tag.name.startswith("soul-")])
        found[file.name, "章首的分钟数（钩子）"] = re.findall(r"约 (\d+) 分钟", article.get_text())
        found[file.name, "看得见的数字"] = Rendered.load(file).digits
        found[file.name, "别站的东西"] = [
            tag.get("src") or tag["href"]
            for tag in soup.select("[src], link[href]:not([rel=canonical])")
            if re.match(r"(https?:)?//", tag.get("src") or tag.get("href") or "")
        ]
    found["", "web/ 里的文件（钩子）"] = len([p for p in site.glob("web/**/*") if p.is_file()])
    index = next((p for p in (site / "search/search_index.json", site / "search.json") if p.exists()), None)
    entries = json.loads(index.read_text("utf-8")) if index else {}
    entries = entries.get("docs") or entries.get("items") or []
    found["", "搜索的条目"] = len(entries)
    found["", "搜索里切开的中文词"] = sum(f"{e['title']}{e['text']}".count("\u200b") for e in entries)
    return found


def compare(before, after):
    """一样不同一行：合计各是多少，哪几页不同。"""
    names = dict.fromkeys(name for _, name in before)
    size = lambda value: value if isinstance(value, int) else len(value)
    total = lambda found, name: sum(size(value) for (_, n), value in found.items() if n == name)
    for name in names:
        pages = [page for page, n in before | after if n == name and before.get((page, n)) != after.get((page, n))]
        if pages:
            where = f"，{len(pages)} 页不同：{'、'.join(pages[:5])}" if pages[0] else ""
            yield f"{name}：{total(before, name)} → {total(after, name)}{where}"


def build(command, folder, python=sys.executable):
    """在一份书稿的拷贝里构建，返回 (返回码, 输出)；网页在 folder/site。"""
    shutil.copytree(ROOT, folder, ignore=LEFT_BEHIND)
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    process = subprocess.run(
        [python, "-m", command, "build", "-f", "mkdocs.yml"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return process.returncode, process.stdout


def install(requirement, folder):
    """装一个构建器与构建要用的依赖，返回那个环境的 Python。装不上就抛 CalledProcessError。"""
    venv.create(folder, with_pip=True)
    python = next(p for p in (folder / "bin/python", folder / "Scripts/python.exe") if p.exists())
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = [line for line in wanted if not line.startswith(TESTING)]
    pip = [python, "-m", "pip", "-q", "--disable-pip-version-check", "install", requirement, *wanted]
    subprocess.run(pip, check=True, capture_output=True, encoding="utf-8")
    return python


def last(output):
    """最后一行：出错时多半就是原因。"""
    return (output.strip() or "没有说原因").splitlines()[-1]


def main():
    """逐个构建器印出差别。"""
    differs = False
    with tempfile.TemporaryDirectory() as folder:
        code, output = build("mkdocs", Path(folder) / "now")
        if code:
            sys.exit(f"zhuhun: 现在的构建器就没建成：{last(output)}")
        before = measure(Path(folder) / "now/site")
        for name, requirement in BUILDERS.items():
            try:
                python = install(requirement, Path(folder) / f"{name}-venv")
            except subprocess.CalledProcessError as error:
                print(f"{requirement}：装不上（{last(error.stderr)}）", flush=True)
                differs = True
                continue
            code, output = build(name, Path(folder) / name, python)
            lines = [line for line in output.splitlines() if re.match(r"warning|error", line.strip(), re.I)]
            if code:
                lines.append(f"没建成：{last(output)}")
            else:
                lines += compare(before, measure(Path(folder) / name / "site"))
            print(f"{requirement}：{'' if lines else '没有差别'}", *lines, sep="\n  ", flush=True)
            differs |= bool(lines)
    sys.exit(differs)


if __name__ == "__main__":
    main()
