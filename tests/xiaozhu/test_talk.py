"""终端里的对话：管道、空行、不认识的字、Ctrl+C、写错的参数，各有清楚的行为。"""

import contextlib
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from tests.support import ROOT
from xiaozhu import talk
from xiaozhu.chat import chat_prompt, sample

CASUAL = "成都有啥必去的地方啊"


def run(*arguments, said=""):
    """(返回码, 标准输出, 标准错误)。"""
    process = subprocess.run(
        [sys.executable, "-m", "xiaozhu.chat", *arguments],
        cwd=ROOT, input=said.encode(), capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert b"Traceback" not in process.stderr, process.stderr.decode()
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def test_a_pipe_gets_one_answer_a_line_and_no_prompts():
    assert run("--short", said=f"{CASUAL}\n\n  \n{CASUAL}\n") == (0, "熊猫基地。\n熊猫基地。\n", "")


def test_every_token_comes_with_the_best_five():
    code, out, _ = run("--stage", "pretrain", "--text", said="今天来成都出差了。")
    rows = out.splitlines()
    assert code == 0 and "".join(row.split("　")[0].strip() for row in rows[:-1]) == rows[-1]
    assert all(len(row.split("前五名：")[1].split("　")) == 5 for row in rows[:-1])


@pytest.mark.parametrize("stage", talk.STAGES)
@pytest.mark.parametrize("heat", [0, 0.7])
def test_streaming_writes_what_sampling_writes(stage, heat):
    """一次抽一个词元，与一口气抽到底，用同一串随机数时逐个相同。"""
    model, tokenizer = talk.load(stage)
    prompt = chat_prompt(tokenizer, CASUAL)
    whole = sample(model, prompt, 1, np.random.default_rng(3), temperature=heat, longest=talk.LONGEST)[0]
    steps = talk.write(model, tokenizer, prompt, np.random.default_rng(3), heat)
    names = [talk.NAMES.get(tokenizer.vocabulary[i], tokenizer.vocabulary[i]) for i in whole]
    assert [token for token, _, _ in steps] == names


def test_what_it_cannot_answer_is_one_line_and_the_rest_goes_on():
    code, out, err = run("--short", said=f"成都龘\n{'成都' * 300}\n😀\x00\n{CASUAL}\n")
    assert (code, out) == (1, "熊猫基地。\n")
    first, second, third = err.splitlines()
    assert "不认识「龘」（第 3 个字）" in first and "太长了" in second and "不认识「😀」（第 1 个字）" in third


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["--stage", "道"], "没有「道」这个阶段，可选：random（没练过）"),
        *[(["--temperature", bad], f"温度要是一个不小于零的数，给的是 {bad}") for bad in ("-1", "nan", "inf", "热")],
    ],
)
def test_a_wrong_argument_is_one_line(arguments, says):
    code, out, err = run(*arguments)
    assert code == 1 and out == "" and says in err and err.count("\n") == 1


def test_the_smallest_temperature_is_greedy():
    assert run("--short", "--temperature", "5e-324", said=CASUAL)[:2] == (0, "熊猫基地。\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows 上没有这样的信号")
def test_ctrl_c_leaves_without_a_traceback():
    with subprocess.Popen(
        [sys.executable, "-m", "xiaozhu.chat", "--short"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # 测试自己若在后台跑，会把「不理 Ctrl+C」传下去
    ) as process:  # fmt: skip
        process.stdin.write(f"{CASUAL}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline().decode() == "熊猫基地。\n"  # 答完了，在等下一句
        for _ in range(60):  # 信号赶在读之前几微秒到，Python 要等读完才看见；人会再按一次
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
                break
        assert process.returncode == 130
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.skipif(os.name == "nt", reason="Windows 上没有 yes 与 head")
def test_the_next_command_may_stop_reading():
    command = f"yes {CASUAL} | {sys.executable} -m xiaozhu.chat --short | head -1"
    process = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True)
    assert process.stdout.decode() == "熊猫基地。\n" and process.stderr == b""
