"""代码的样子：ruff 定格式，也查写法；规则在 pyproject.toml。"""

import subprocess
import sys

import pytest

from tests.support import ROOT, fail


@pytest.mark.parametrize("arguments", [["format", "--check"], ["check", "--output-format", "concise"]])
def test_ruff_has_nothing_to_say(arguments):
    run = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    fail(run.stdout.splitlines() if run.returncode else ())
