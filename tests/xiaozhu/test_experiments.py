"""实验的结果不过期，结论的方向与库里的结果一致。数取多个种子的范围，不比末位。"""

import importlib
import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from tests.support import ROOT
from xiaozhu import checkpoint, evaluate, experiments, rope, scaling, sft, train
from xiaozhu.experiments import data_quality, kl_sweep, quantization, rope_stretch
from xiaozhu.model import Config, Model


@pytest.mark.parametrize("name", experiments.NAMES)
def test_results_come_from_the_current_code_and_checkpoints(name):
    measured = experiments.result(name)
    assert all(len(values) >= len(experiments.SEEDS) for values in measured.values())


@pytest.mark.parametrize("name", experiments.NAMES)
def test_results_remember_every_checkpoint_they_used(name):
    module = importlib.import_module(f"xiaozhu.experiments.{name}")
    for folder in (experiments.RESULTS, experiments.RESULTS / experiments.AGAIN):
        stored = json.loads((folder / f"{name}.json").read_text("utf-8"))
        assert set(stored["origin"]["inputs"]) == set(module.INPUTS)
        assert set(stored["seeds"]) >= set(experiments.SEEDS)


@pytest.mark.parametrize("folder", [".", experiments.AGAIN])
def test_every_result_has_its_experiment(folder):
    assert sorted(path.stem for path in (experiments.RESULTS / folder).glob("*.json")) == experiments.NAMES


def test_missing_and_stale_results_are_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 还没做"):
        experiments.result("recall")
    (tmp_path / "recall.json").write_text('{"origin": {}, "measured": {}}', "utf-8")
    with pytest.raises(checkpoint.CheckpointError, match="实验 recall 的代码或检查点变了"):
        experiments.result("recall")


def test_both_machines_count(tmp_path, monkeypatch):
    """两台机器上的接在一起；没重做过的，照旧只用头一份；重做的那份过期了也要说。"""
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    write = lambda path, **measured: path.write_text(
        json.dumps({"origin": experiments.trace("recall", {}), "measured": measured}), "utf-8"
    )
    write(tmp_path / "recall.json", right=[0.5, 0.6])
    assert experiments.result("recall") == {"right": [0.5, 0.6]}
    (tmp_path / experiments.AGAIN).mkdir()
    write(tmp_path / experiments.AGAIN / "recall.json", right=[0.7])
    assert (
        experiments.result("recall") == {"right": [0.5, 0.6, 0.7]}
        and experiments.span("recall", "right") == "0.50–0.70"
    )
    (tmp_path / experiments.AGAIN / "recall.json").write_text('{"origin": {}, "measured": {}}', "utf-8")
    with pytest.raises(checkpoint.CheckpointError, match="在另一台机器上运行"):
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
    assert run("-c", read).stdout.strip() == str({"double": [0.0, 2.0, 4.0], "says": ["好"] * 3})
    assert run("-m", "xiaozhu.experiments", "--again", "toy").returncode == 0
    assert run("-c", read).stdout.strip() == str({"double": [0.0, 2.0, 4.0] * 2, "says": ["好"] * 6})
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
    assert min(m["clean_100_200_seen"]) > max(m["noisy_1000_200_seen"])


def test_noise_only_dilutes_once_trained_long_enough():
    """固定两百步时掺水的不到干净的一半；练够了正好是一半上下，坏样本没有教坏别的，挑掉坏的就与干净的一样。"""
    m = experiments.result("data_quality")
    half = lambda steps: np.array(m[f"noisy_1000_{steps}_seen"]) / m[f"clean_1000_{steps}_seen"]
    assert (half(200) < 0.4).all() and (half(800) > 0.4).all() and (half(800) < 0.55).all()
    for steps in data_quality.STEPS:
        assert m[f"kept_500_{steps}_seen"] == pytest.approx(m[f"clean_1000_{steps}_seen"], abs=0.06)


@pytest.mark.parametrize(
    "answer, kind",
    [
        ("熊猫基地！！", "right"), ("成都大熊猫繁育研究基地。", "right"), ("火锅。", "other"), ("长城。", "other"),
        ("兵马俑。", "wrong_city"), ("去北京玩啥好呢？", "ask_back"), ("北京有啥好玩的呀", "ask_back"),
        ("要多喝水。", "off_topic"), ("熊猫基。", "garbled"), ("", "garbled"),
    ],
)  # fmt: skip
def test_answers_are_sorted_by_what_went_wrong(answer, kind):
    assert data_quality.kind_of("成都必去景点", answer) == kind


def test_every_lesson_is_of_a_known_kind_and_only_noisy_ones_are_bad():
    kinds = lambda noise: {data_quality.kind_of(*lesson) for lesson in sft.lessons(400, 0, noise)}
    assert kinds(0.0) == {"right", "other"}
    assert kinds(0.5) == {"right", "other", "wrong_city", "ask_back", "off_topic"}


def test_the_kinds_of_answers_add_up():
    m = experiments.result("data_quality")
    kinds = ("right", "other", "wrong_city", "ask_back", "off_topic", "garbled")
    for name in data_quality.DATA:
        for steps in data_quality.STEPS:
            assert np.sum([m[f"{name}_{steps}_{k}"] for k in kinds], axis=0) == pytest.approx(1, abs=1e-3)


def test_agreement_counts_only_pairs_the_annotator_can_tell_apart():
    asked = ("成都有啥好玩的呀", "成都", "short")
    judge = lambda question, city, wanted, texts: np.array([len(text) for text in texts])
    # 标注员：熊猫基地 5 分，火锅 1 分，胡说 0 分；按长短打分的裁判把「胡说八道八道」排到最前
    own, other = {asked: ["熊猫基地。", "火锅。", "火锅。"]}, {asked: ["胡说八道八道"]}
    assert kl_sweep.agreement(judge, own) == {"agree": 1}
    assert kl_sweep.agreement(judge, own, other) == {"agree": pytest.approx(2 / 5), "agree_cross": 0}


def test_the_judge_ranks_worse_once_the_policy_hunts_its_mistakes():
    """不只是标注员偏心：没了惩罚，奖励模型与标注员排出同样先后的比例，每个种子都比在参考的回答上低。"""
    m = experiments.result("kl_sweep")
    assert all(hacked < honest - 0.03 for hacked, honest in zip(m["beta_0.0_agree"], m["agree_reference"]))


def test_looking_only_at_the_last_few_tokens():
    """窗口够长就与看全文相同；短了，每个位置都等于把那几个词元单独拿出来算。"""
    model = Model.initialize(Config(20, d=16, heads=2, ffn=24), 0, std=0.3, dtype=np.float64)
    rows = np.random.default_rng(0).integers(20, size=(3, 13))
    whole = train.next_token_log_probability(model, rows).value
    assert rope_stretch.recent_only(model, rows, 11)[:, :11] == pytest.approx(whole[:, :11])
    short = rope_stretch.recent_only(model, rows, 4)
    assert short.shape == whole.shape and short[:, :4] == pytest.approx(whole[:, :4])
    for t in (4, 7, 11):
        alone = train.next_token_log_probability(model, rows[:, t - 3 : t + 2]).value[:, -1]
        assert short[:, t] == pytest.approx(alone)


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


def test_the_stretching_exam_does_not_need_the_far_text():
    """不训练、只看最近六十四个词元，比任何一种拉长都好，只看十六个也差不多：这道考题量不了长上下文，只量得了拉长时坏了多少。"""
    m = experiments.result("rope_stretch")
    for bucket in ("128_256", "256_512"):
        for name in ("plain", "pi", "yarn"):
            for when in ("before", "after", "later"):
                stretched, recent = m[f"{name}_{when}_{bucket}"], m[f"window64_{bucket}"]
                assert all(near < far for near, far in zip(recent, stretched)), (name, when, bucket)
        assert m[f"window16_{bucket}"] == pytest.approx(m[f"window64_{bucket}"], abs=0.01)


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


@pytest.mark.forge
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
        and run.stderr.startswith("没有「magic」这个实验，可选：batch_vs_steps")
        and run.stderr.count("\n") == 1
    )
