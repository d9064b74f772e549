"""实验的结果不过期，结论的方向与库里的结果一致。数取多个种子的范围，不比末位。"""

import importlib
import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from tests.support import ROOT
from xiaozhu import checkpoint, evaluate, experiments, rope, scaling
from xiaozhu.experiments import quantization


@pytest.mark.parametrize("name", experiments.NAMES)
def test_results_come_from_the_current_code_and_checkpoints(name):
    measured = experiments.result(name)
    assert all(len(values) >= len(experiments.SEEDS) for values in measured.values())


@pytest.mark.parametrize("name", experiments.NAMES)
def test_results_remember_every_checkpoint_they_used(name):
    stored = json.loads((experiments.RESULTS / f"{name}.json").read_text("utf-8"))
    module = importlib.import_module(f"xiaozhu.experiments.{name}")
    assert set(stored["origin"]["inputs"]) == set(module.INPUTS)
    assert tuple(stored["seeds"]) == getattr(module, "SEEDS", experiments.SEEDS)


def test_missing_and_stale_results_are_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 还没做"):
        experiments.result("recall")
    (tmp_path / "recall.json").write_text('{"origin": {}, "measured": {}}', "utf-8")
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 的代码或检查点变了"):
        experiments.result("recall")


def test_a_result_from_an_older_checkpoint_is_stale(monkeypatch):
    book = checkpoint.manifest()
    book["sft"]["sha256"] = "0" * 64
    monkeypatch.setattr(checkpoint, "manifest", lambda: book)
    experiments.result("quantization")  # 没用到它的照旧
    with pytest.raises(checkpoint.CheckpointError, match="实验 kl_sweep 的代码或检查点变了"):
        experiments.result("kl_sweep")


TOY = """
INPUTS = ("pretrain",)
SEEDS = (3, 4)

def measure(seed, made):
    made[%r]
    return {"double": 2 * seed, "says": "好"}
"""


def test_an_experiment_is_one_file_and_writes_what_it_measured(tmp_path):
    """放进一个文件就是一个实验；取了没写进 INPUTS 的检查点，当场就报。"""
    shutil.copytree(ROOT / "xiaozhu", tmp_path / "xiaozhu", ignore=shutil.ignore_patterns("__pycache__"))
    toy = tmp_path / "xiaozhu/experiments/toy.py"
    run = lambda *command: subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    toy.write_text(TOY % "pretrain", "utf-8")
    made = run("-m", "xiaozhu.experiments", "toy")
    assert made.returncode == 0, made.stderr
    read = "from xiaozhu.experiments import result; print(result('toy'))"
    assert run("-c", read).stdout.strip() == str({"double": [6.0, 8.0], "says": ["好", "好"]})
    toy.write_text(TOY % "sft", "utf-8")
    assert "用到了 sft，却没写进 INPUTS" in run("-m", "xiaozhu.experiments", "toy").stderr
    assert "实验 toy 的代码或检查点变了" in run("-c", read).stderr


def test_reading_a_result_loads_no_experiment():
    code = (
        "import sys; from xiaozhu.experiments import result, span; result('recall'); "
        "print([m for m in sys.modules if m.startswith(('xiaozhu.experiments.', 'xiaozhu.train', 'xiaozhu.rnn'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert run.stdout.strip() == "[]", run.stderr


def test_quantization_is_repeatable_here():
    """最快的一个实验当场重做一遍：除了末位，与库里的结果相同。"""
    again = quantization.measure(0, checkpoint.Made())
    for key, values in experiments.result("quantization").items():
        assert float(again[key]) == pytest.approx(values[0], rel=0.02, abs=0.02), key


def test_fewer_bits_lose_more():
    m = experiments.result("quantization")
    for eight, four, two in zip(m["int8_loss"], m["int4_loss"], m["int2_loss"]):
        assert abs(eight) < 0.02 < four < two
    assert all(grouped < whole / 2 for grouped, whole in zip(m["int2_group16_loss"], m["int2_loss"]))


def test_a_little_clean_data_beats_a_lot_of_noise():
    m = experiments.result("data_quality")
    assert min(m["clean_100_seen"]) > max(m["noisy_1000_seen"])


def test_without_the_kl_penalty_the_judge_is_pleased_and_the_product_is_not():
    m = experiments.result("kl_sweep")
    assert min(m["beta_0.0_given"]) > max(m["beta_1.0_given"])
    assert max(m["beta_0.0_deserved"]) < min(m["beta_0.5_deserved"])


def test_one_fact_any_gated_memory_can_carry_four_facts_only_attention_can():
    m = experiments.result("recall")
    assert min(m["gru_1facts_300_gap96"]) > 0.95
    assert max(m["rnn_1facts_300_gap32"]) < 0.3
    assert min(m["gru_mixups"]) > 0.9 and min(m["wide_gru_4facts_3000_gap32"]) > max(m["gru_4facts_3000_gap32"])
    assert min(m["transformer_4facts_3000_gap32"]) > 0.95
    assert max(m["gru_4facts_3000_gap32"] + m["rnn_4facts_3000_gap32"]) < 0.8


def test_stretching_the_window_breaks_and_yarn_mends():
    m = experiments.result("rope_stretch")
    assert min(m["plain_before_256_512"]) > 1.5 * max(m["plain_before_16_64"])
    assert (
        max(m["yarn_after_256_512"])
        < min(m["plain_after_256_512"])
        < max(m["plain_after_256_512"])
        < min(m["plain_before_256_512"])
    )


def test_yarn_keeps_fast_hands_and_slows_slow_ones():
    speeds = rope.frequencies(16)
    stretched = rope.yarn(speeds, 8, 64, slow=0.5, fast=4.0)
    assert stretched[0] == speeds[0] and stretched[-1] == rope.interpolate(speeds, 8)[-1]
    assert (stretched <= speeds).all() and (stretched >= rope.interpolate(speeds, 8)).all()


def test_the_cache_saves_more_the_longer_it_gets():
    m = experiments.result("kv_cache")
    saved = [m[f"recomputed_{n}"][0] / m[f"cached_{n}"][0] for n in (16, 64, 256)]
    assert saved == sorted(saved) and saved[-1] > 50
    assert min(m["times_slower_256"]) > max(m["times_slower_16"])


def test_the_fit_recovers_a_power_law_it_was_given():
    sizes, data = map(np.ravel, np.meshgrid([1e2, 1e3, 1e4], [1e4, 1e5, 1e6]))
    truth = (0.2, 20.0, 0.5, 900.0, 0.7)
    found = scaling.fit(sizes, data, scaling.predict(truth, sizes, data))
    assert found == pytest.approx(truth, rel=1e-6)


def test_bigger_is_better_and_the_prediction_lands_near():
    m = experiments.result("scaling_law")
    final = [m[next(k for k in m if k.startswith(f"loss_d{d}_") and k.endswith("_409600"))] for d in scaling.WIDTHS]
    assert all(min(smaller) > max(larger) for smaller, larger in zip(final, final[1:]))
    assert max(map(abs, m["off_at_end"])) < 0.15


def test_a_small_scaling_run_repeats_itself():
    assert scaling.run(4, 3, 0) == scaling.run(4, 3, 0) != scaling.run(4, 3, 1)


def test_the_committed_checkpoints_pass_the_evaluation():
    """重铸之后也用它：python -m xiaozhu.evaluate。"""
    outside = [
        f"{name} {value:.3f} 不在 {low:.3f} 到 {high:.3f}"
        for name, value, low, high in evaluate.compare(evaluate.evaluate())
        if not low <= value <= high
    ]
    assert not outside, outside


def test_evaluation_in_a_changed_world_lists_marks_without_ranges(monkeypatch, capsys):
    def stale(name):
        raise checkpoint.CheckpointError("实验 from_scratch 的代码或检查点变了")

    monkeypatch.setattr(experiments, "result", stale)
    monkeypatch.setattr(evaluate, "evaluate", lambda folder: {"unwritten": 0.9})
    monkeypatch.setattr(sys, "argv", ["evaluate"])
    with pytest.raises(SystemExit, match="书里的范围不再适用"):
        evaluate.main()
    assert "unwritten" in capsys.readouterr().out


def test_evaluation_says_what_is_missing_in_one_line(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "xiaozhu.evaluate", tmp_path], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode and run.stderr.startswith("缺检查点 pretrain.npz") and run.stderr.count("\n") == 1


def test_an_unknown_experiment_is_one_line():
    run = subprocess.run(
        [sys.executable, "-m", "xiaozhu.experiments", "magic"], capture_output=True, text=True, encoding="utf-8"
    )
    assert (
        run.returncode
        and run.stderr.startswith("没有「magic」这个实验，可选：data_quality")
        and run.stderr.count("\n") == 1
    )
