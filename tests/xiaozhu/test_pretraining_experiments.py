"""预训练、数据并行、批与步、重复、涌现几个实验：量法算得对，结论的方向与库里的结果一致。"""

import numpy as np
import pytest

from xiaozhu import experiments, scaling, train, world
from xiaozhu.experiments import emergence, pretrain_curve, shards
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import END, Tokenizer


@pytest.mark.parametrize("way", ["sorted", "shuffled", "alone"])
def test_reweighting_the_tokens_is_the_mean_of_the_shard_means(way):
    """微调时用的那个换分量的损失，求出的梯度就是几份各算平均梯度、再平均。"""
    rng = np.random.default_rng(0)
    model = Model.initialize(Config(20, d=16, heads=2, ffn=24), 0, std=0.3, dtype=np.float64)
    rows, mask = rng.integers(20, size=(16, 9)), np.arange(8) < rng.integers(1, 9, size=16)[:, None]
    weights = shards.weights(mask, way, np.random.default_rng(1))
    assert weights.sum() == pytest.approx(1)
    (-(train.next_token_log_probability(model, rows) * weights).sum()).backward()
    merged = np.concatenate([t.grad.ravel() for t in model.parameters.values()])
    for tensor in model.parameters.values():
        tensor.grad = None
    order = {
        "sorted": np.argsort(mask.sum(1), kind="stable").reshape(4, 4),
        "shuffled": np.random.default_rng(1).permutation(16).reshape(4, 4),
        "alone": np.arange(16)[:, None],
    }[way]
    parts = [shards.gradient(model, rows[s], mask[s]) for s in order]
    assert merged == pytest.approx(np.mean(parts, 0))


def test_the_mean_of_means_is_the_mean_only_when_the_shards_hold_as_many_tokens():
    m = experiments.result("shards")
    assert max(m["equal_log10"] + m["weighted_log10"]) < -14
    assert all(b < s < o for b, s, o in zip(m["balanced_off"], m["shuffled_off"], m["sorted_off"]))


def test_the_wrong_mean_teaches_shorter_answers():
    """方向事先推得出：各份不等长时，短回答的词元分量重，练完就更爱答短的；反着偏，就更爱答长的。"""
    m = experiments.result("shards")
    for way in ("sorted", "alone"):
        assert all(wrong < whole for wrong, whole in zip(m[f"train_{way}_full"], m["train_whole_full"]))
        assert all(wrong > whole for wrong, whole in zip(m[f"train_{way}_short"], m["train_whole_short"]))
    assert all(wrong > whole for wrong, whole in zip(m["train_reverse_full"], m["train_whole_full"]))


def test_counting_ngrams():
    texts = [text for text, _ in world.sample(300, 0)]
    tokenizer = Tokenizer.train(texts, 20, world.SPARE)
    sequences = [tokenizer.encode(END + text + END) for text in texts]
    grams = pretrain_curve.NGrams(len(tokenizer.vocabulary), sequences)
    assert grams.one.sum() == pytest.approx(1) and grams.two.sum(1) == pytest.approx(1)
    losses = [grams.loss(order, sequences) for order in (1, 2, 3)]
    assert losses == sorted(losses, reverse=True)
    copied = np.tile(grams.one, (5, 1))  # 一个照抄词频的模型，离一元正好是零
    assert grams.divergences(copied, np.arange(5))[0] == pytest.approx(0, abs=1e-9)


def test_every_choice_has_a_right_answer_worth_one_in_all():
    for name, groups in pretrain_curve.choices(0).items():
        for group in groups:
            total = sum(share for _, share in group)
            wanted = {"sense": 2, "measure": 4, "copied": 2}.get(name, 1)
            assert total == pytest.approx(wanted), (name, group)


def test_the_curve_starts_level_passes_the_counts_and_nears_the_floor():
    m = experiments.result("pretrain_curve")
    for start, uniform in zip(m["held_0"], m["uniform"]):
        assert start == pytest.approx(uniform, abs=0.15)
    assert max(m["held_200"]) < min(m["bigram"]) and max(m["gap_1000"]) < 0.06


def test_near_words_are_learned_before_far_ones():
    m = experiments.result("pretrain_curve")
    assert min(m["measure_100"]) > 0.9 and max(m["sense_100"]) < 0.51 and min(m["sense_300"]) > 0.9
    assert max(m["copied_300"]) < 0.12 < min(m["copied_1000"])


def test_how_many_doublings_a_rise_takes():
    at = np.log2(emergence.COUNTS)
    steady = np.clip(0.1 * (at - at[0]), 0, 1)  # 每翻一番长 0.1，从 0.1 到量到头的地方
    assert emergence.octaves(steady) == pytest.approx(at[-1] - at[0] - 1)
    steep = (np.array(emergence.COUNTS) >= 400).astype(float)
    assert emergence.octaves(steep) == pytest.approx(0.8 * np.log2(400 / 300))


def test_the_emergence_runs_are_the_scaling_runs():
    model, seen = emergence.run(4, 3, 0)
    found = emergence.look(scaling.World(0), *emergence.answers(scaling.World(0), model))
    size, data, loss = scaling.run(4, 3, 0)
    assert (model.size, seen) == (size, data) and found["loss"] == pytest.approx(loss, rel=1e-5)


def test_the_whole_sheet_is_harsher_than_one_question_and_kinder_than_the_loss_says():
    """e 的负 k 倍损失把全对的机会低估了许多：难题集中在罕见的事实上，而且挑最可能的不等于照概率抽。"""
    m = experiments.result("emergence")
    for d, steps in emergence.PATH[3:]:
        sheet, right, loss = (np.array(m[f"{key}_d{d}_{steps}"]) for key in ("sheet_20", "right", "loss"))
        assert (np.exp(-20 * loss) < sheet / 5).all() and (sheet < right).all()


def test_one_fact_is_learned_more_suddenly_than_their_mean():
    m = experiments.result("emergence")
    for band in ("middle", "rare"):
        assert all(one < mean for one, mean in zip(m[f"fact_octaves_{band}"], m[f"mean_octaves_{band}"]))


def test_ten_times_the_batch_is_not_ten_times_the_speed():
    m = experiments.result("batch_vs_steps")
    assert min(m["large_best_gap"]) > max(m["small_best_gap"])
    # 步数一样、词元十倍：比小批好，却远不如把这些词元分成十倍的步数
    assert max(m["small_long_best_gap"]) < min(m["large_long_best_gap"])
    assert max(m["large_long_best_gap"]) < min(m["small_best_gap"])


def test_four_passes_cost_little_and_sixteen_show_on_fresh_text():
    """小模型记不下多少：训练损失没有因重复而更低，差距全在没见过的短文上。"""
    m = experiments.result("repeats")
    assert all(many > once + 0.04 for many, once in zip(m["passes_16_end_gap"], m["passes_1_end_gap"]))
    assert all(abs(four - once) < 0.03 for four, once in zip(m["passes_4_end_gap"], m["passes_1_end_gap"]))
    behind = lambda n: np.subtract(m[f"passes_{n}_end_gap"], m[f"passes_{n}_end_train_gap"])
    assert behind(16).min() > 2 * behind(1).max()
    assert min(m["short_4_gap"]) > max(m["passes_4_end_gap"])  # 同样少的语料，只过一遍更差
