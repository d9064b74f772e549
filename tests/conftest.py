import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from numbercheck.book import Book

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="重写金样与正文里的数；改了什么就列出来，那次运行算失败")


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """严格构建一次整站。放在带中文与空格的路径下：发布到哪个子路径都得能用。"""
    folder = tmp_path_factory.mktemp("发布") / "书 稿"
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", folder], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    log = build.stdout + build.stderr
    assert build.returncode == 0 and "WARNING" not in log, log
    return folder


@pytest.fixture
def copy(tmp_path):
    """一份可以随便改坏的书稿。"""
    for folder in ("docs", "snippets"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("vendor"))
    return Book(tmp_path)


def fail(problems):
    """一条毛病一行，不要堆栈。"""
    if problems:
        pytest.fail("\n" + "\n".join(map(str, problems)), pytrace=False)
