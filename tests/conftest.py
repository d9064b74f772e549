import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import xiaozhu  # 要在 NumPy 之前：它定下单线程的 BLAS，训练才逐位可重复  # isort: skip  # noqa: F401
import pytest

from bookkit import ROOT
from bookkit.numbers.book import Book


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="重写金样与正文里的数；改了什么就列出来，那次运行算失败")


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


_building = {}


def pytest_collection_modifyitems(config, items):
    """要用站点的测试排到最后；一收集完就在后台开始构建，与别的测试一起跑。--update 会改书稿，那时等改完再建。"""
    needs_site = lambda item: "site" in item.fixturenames
    items.sort(key=needs_site)
    if any(map(needs_site, items)) and not config.getoption("--update") and not config.option.collectonly:
        _start_build()


def _start_build():
    """构建一次整站，放在带中文与空格的路径下：发布到哪个子路径都得能用。

    这里不用 --strict：链接坏了也要构建得出，好让链接测试报出行列；有没有告警另有一条测试。
    """
    folder = Path(tempfile.mkdtemp()) / "书 稿"
    _building["folder"] = folder
    _building["process"] = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-d", folder], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.fixture(scope="session")
def site():
    if not _building:
        _start_build()
    _building["log"], _ = _building["process"].communicate()
    if _building["process"].returncode:
        pytest.fail("\n" + _building["log"], pytrace=False)
    yield _building["folder"]
    shutil.rmtree(_building["folder"].parent)


@pytest.fixture(scope="session")
def warnings(site):
    """构建时的每条告警：严格构建会因它们失败。"""
    return [line for line in _building["log"].splitlines() if line.startswith(("WARNING", "ERROR"))]


@pytest.fixture
def copy(tmp_path):
    """一份可以随便改坏的书稿。"""
    for folder in ("docs", "snippets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return Book(tmp_path)
