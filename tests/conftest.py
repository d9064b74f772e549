import shutil
import tempfile
from pathlib import Path

import xiaozhu  # 要在 NumPy 之前：它定下单线程的 BLAS，训练才逐位可重复  # isort: skip  # noqa: F401
import pytest

from bookkit import ROOT
from bookkit.commands import browser, make  # 装载它们就备好了环境变量：不靠 make，从哪里跑都一样
from bookkit.numbers.book import Book
from tests.support import Site

SITE = pytest.StashKey[Site]()


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="重写金样与正文里的数；改了什么就列出来，那次运行算失败")
    parser.addoption(
        "--changed", action="store_true", help="片段只跑上次跑通之后变了的；只动了正文，小铸的测试也不再跑"
    )


def pytest_configure(config):
    make.speak_utf8()  # 装载 bookkit.commands 时终端还被 pytest 截着，改不到它
    if config.getoption("--update") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--update 要按次序重写，不能分给几个进程：去掉 -n")
    shared = getattr(config, "workerinput", {}).get("site") or tempfile.mkdtemp()
    config.stash[SITE] = Site(Path(shared))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """几个进程一起测时，站点只建一份：主进程定下放在哪，告诉每个进程。"""
    node.workerinput["site"] = str(node.config.stash[SITE].parent)


def pytest_unconfigure(config):
    if SITE in config.stash and not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[SITE].parent, ignore_errors=True)  # 中断时构建可能还在写


@pytest.hookimpl(trylast=True)  # 在 -m 筛过之后
def pytest_collection_modifyitems(config, items):
    """要用站点的测试排到最后；一收集完就在后台开始构建，与别的测试一起跑。--update 会改书稿，那时等改完再建。"""
    if config.option.collectonly:
        return
    if any(item.get_closest_marker("browser") for item in items) and browser.find() is None:
        if hasattr(config, "workerinput"):
            items.clear()  # 工人进程不能自己退出：交一份空名单，由主进程说
            return
        _stop_without_browser()
    needs_site = lambda item: "site" in item.fixturenames
    items.sort(key=needs_site)
    if any(map(needs_site, items)) and not config.getoption("--update"):
        config.stash[SITE].start()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(ids):
    if not ids and browser.find() is None:
        _stop_without_browser()


def _stop_without_browser():
    pytest.exit(f"{browser.MISSING}；不测浏览器就加 -m 'not browser'", returncode=1)


def pytest_sessionfinish(session):
    session.config.stash[SITE].finish()


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


@pytest.fixture(scope="session")
def site(request):
    shared = request.config.stash[SITE]
    shared.wait()
    return shared.folder


@pytest.fixture(scope="session")
def warnings(request):
    """构建时的每条告警：严格构建会因它们失败。"""
    return [line for line in request.config.stash[SITE].wait().splitlines() if line.startswith(("WARNING", "ERROR"))]


@pytest.fixture
def copy(tmp_path):
    """一份可以随便改坏的书稿。"""
    for folder in ("docs", "snippets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)  # 决策卡合集照 nav 的次序
    return Book(tmp_path)
