"""--changed：小铸不读正文。docs/ 之外什么也没变，上次过了的就不再跑。"""

import functools
import hashlib

import pytest

from bookkit.numbers.snippet import digest
from tests.support import ROOT

FOLDERS = ("bookkit", "snippets", "tests", "web", "xiaozhu")


@functools.cache
def everything() -> str:
    """docs/ 与站点的样式之外，每个文件的摘要。"""
    files = [f for folder in FOLDERS for f in (ROOT / folder).rglob("*") if f.is_file() and f.suffix != ".pyc"]
    return digest(sorted([*files, *(f for f in ROOT.iterdir() if f.is_file())]))


def remembered(item):
    return f"xiaozhu/{hashlib.sha256(item.nodeid.encode()).hexdigest()}"


def pytest_runtest_setup(item):
    if item.config.getoption("--changed") and item.config.cache.get(remembered(item), None) == everything():
        pytest.skip("上次过了之后，正文之外什么也没变")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.passed:
        item.config.cache.set(remembered(item), everything())
    return report
