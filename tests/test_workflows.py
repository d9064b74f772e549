"""工作流：每个动作按完整的提交号固定，同一个版本处处是同一个提交号；权限写明，能少就少。"""

import re

import pytest
import yaml

from tests.support import ROOT, fail

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
USES = re.compile(r"^\s*(?:- )?uses: (?P<action>[\w./-]+)@(?P<commit>\S+)(?: # (?P<version>v\d+\.\d+\.\d+))?$", re.M)
WRITES = {  # 哪个工作流的哪个任务，可以写什么
    ("test", "publish"): {"pages", "id-token"},
    ("weekly", "links"): {"issues"},
}


def test_actions_are_pinned_to_a_full_commit():
    """标签能被人挪，提交号不能；抄错一位，那一步就永远取不到。"""
    problems, pins = [], {}
    for file in WORKFLOWS:
        text = file.read_text("utf-8")
        found = list(USES.finditer(text))
        if len(found) != text.count("uses:"):
            problems.append(f"{file.name}: 有一行 uses 认不出")
        for m in found:
            if not re.fullmatch("[0-9a-f]{40}", m["commit"]) or not m["version"]:
                problems.append(f"{file.name}: {m['action']}@{m['commit']} 要写成 40 位的提交号，后面注上版本")
            first = pins.setdefault((m["action"], m["version"]), m["commit"])
            if m["commit"] != first:
                problems.append(f"{file.name}: {m['action']} {m['version']} 有两个提交号：{first}、{m['commit']}")
    fail(problems)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.stem)
def test_permissions_are_no_more_than_needed(file):
    workflow = yaml.safe_load(file.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        granted = {scope for scope, level in job.get("permissions", {}).items() if level == "write"}
        assert granted == WRITES.get((file.stem, name), set()), name
        assert "timeout-minutes" in job, name
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, name
