"""实验的结果不过期，结论的方向与库里的结果一致。数取多个种子的范围，不比末位。"""

import subprocess
import sys

import pytest

from xiaozhu import checkpoint, experiments


@pytest.mark.parametrize("name", experiments.EXPERIMENTS)
def test_results_come_from_the_current_code_and_checkpoints(name):
    measured = experiments.result(name)
    assert all(len(values) == len(experiments.SEEDS) for values in measured.values())


def test_missing_and_stale_results_are_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 还没做"):
        experiments.result("recall")
    (tmp_path / "recall.json").write_text('{"origin": {}, "measured": {}}', "utf-8")
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 的代码或检查点变了"):
        experiments.result("recall")


def test_an_experiment_writes_what_it_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    monkeypatch.setitem(experiments.EXPERIMENTS, "toy", (lambda seed: {"double": 2 * seed, "says": "好"}, ("world",), ()))
    experiments.run("toy", seeds=(3, 4))
    assert experiments.result("toy") == {"double": [6, 8], "says": ["好", "好"]}


def test_quantization_is_repeatable_here():
    """最快的一个实验当场重做一遍：除了末位，与库里的结果相同。"""
    again = experiments.quantization(0)
    for key, values in experiments.result("quantization").items():
        assert float(again[key]) == pytest.approx(values[0], rel=0.02, abs=0.02), key


def test_fewer_bits_lose_more():
    m = experiments.result("quantization")
    for eight, four, two in zip(m["int8_loss"], m["int4_loss"], m["int2_loss"]):
        assert abs(eight) < 0.02 < four < two
    assert all(grouped < whole for grouped, whole in zip(m["int4_group16_loss"], m["int4_loss"]))


def test_a_little_clean_data_beats_a_lot_of_noise():
    m = experiments.result("data_quality")
    assert min(m["clean_100_seen"]) > max(m["noisy_1000_seen"])


def test_without_the_kl_penalty_the_judge_is_pleased_and_the_product_is_not():
    m = experiments.result("kl_sweep")
    assert min(m["beta_0.0_given"]) > max(m["beta_1.0_given"])
    assert max(m["beta_0.0_deserved"]) < min(m["beta_0.5_deserved"])


def test_an_unknown_experiment_is_one_line():
    run = subprocess.run([sys.executable, "-m", "xiaozhu.experiments", "magic"], capture_output=True, text=True, encoding="utf-8")
    assert run.returncode and run.stderr.startswith("没有「magic」这个实验，可选：data_quality") and run.stderr.count("\n") == 1
