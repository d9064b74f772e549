"""从陌生人的一侧看这个仓库：取下来、装起来、跑各个目标；出错时说得对不对。"""

import subprocess

import pytest

from tests.support import ROOT

# —— 取下来 ——


def test_line_endings_survive_a_checkout(tmp_path):
    """Git 会按用户的设置改写换行；检查点与结果按字节算校验和，一个字节也不许变。"""
    if not (ROOT / ".git").exists():
        pytest.skip("这一份不是 Git 检出的")
    copy = tmp_path / "带 空格"
    git = lambda *arguments, **options: subprocess.run(
        ["git", *arguments], check=True, capture_output=True, encoding="utf-8", **options
    ).stdout
    git("clone", "-q", "-c", "core.autocrlf=true", ROOT, copy)
    in_store = {}
    for line in git("ls-files", "-s", "-z", cwd=copy).split("\0")[:-1]:
        entry, _, name = line.partition("\t")
        in_store[name] = entry.split()[1]
    on_disk = git("hash-object", "--no-filters", "--stdin-paths", cwd=copy, input="\n".join(in_store)).split()
    assert dict(zip(in_store, on_disk)) == in_store
