"""各处测试共用的两样东西。"""

import pytest

from bookkit import ROOT  # noqa: F401


def fail(problems):
    """一条毛病一行，不要堆栈。"""
    if problems:
        pytest.fail("\n" + "\n".join(map(str, problems)), pytrace=False)
