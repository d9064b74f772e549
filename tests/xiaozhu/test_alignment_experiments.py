"""入世一章的实验：量法对得上穷举与闭式，结论的方向与库里的结果一致。"""

from itertools import combinations

import numpy as np
import pytest

from xiaozhu import checkpoint, experiments
from xiaozhu.experiments import best_of_n, dpo_shift, sycophancy
from xiaozhu.world import CITIES


def test_best_of_is_the_average_over_every_subset():
    """穷举每一种取法；并列的平分。"""
    points, values = np.array([2.0, 5.0, 2.0, 7.0, 5.0]), np.array([1.0, 4.0, 3.0, 0.0, 10.0])

    def by_hand(n):
        picks = []
        for subset in combinations(range(5), n):
            top = max(points[i] for i in subset)
            picks.append(np.mean([values[i] for i in subset if points[i] == top]))
        return np.mean(picks)

    sizes = (1, 2, 3, 4, 5)
    assert best_of_n.best_of(points, values, sizes) == pytest.approx([by_hand(n) for n in sizes])


def test_picking_harder_only_hurts_when_the_judge_is_wrong():
    """挑的人就是真分，挑得再狠也不掉；换成标注员、奖励模型，各自都先升后掉，标注员不偏心时奖励模型也一样。"""
    m = experiments.result("best_of_n")
    true = lambda judge: np.array([m[f"{judge}_{n}_true"] for n in best_of_n.SIZES])
    assert (np.diff(true("true"), axis=0) > -1e-3).all()
    for judge in ("checkpoint", "retrained", "fair", "annotator"):
        assert (true(judge).max(0) > true(judge)[0] + 1).all()
        assert (true(judge).max(0) > true(judge)[-1] + 0.5).all(), judge
    assert max(m["fair_256_shouts"]) < min(m["checkpoint_256_shouts"]) / 2  # 不偏心的标注员教不出感叹号
    assert min(m["annotator_256_right"]) > 0.99 > 0.9 > max(m["fair_256_right"])  # 偏心的答得对，学不准的答错


@pytest.fixture(scope="module")
def reference():
    return checkpoint.load("sft")


def test_shift_and_swapping(reference):
    """与参考自己比，什么都没动；对调的那几对，好坏两列换了位置。"""
    model, tokenizer = reference
    preferences = checkpoint.load("preferences")[:6]
    assert set(dpo_shift.shift(model, model, tokenizer, preferences).values()) == {0}
    data = dpo_shift.Pairs(model, tokenizer, preferences)
    flipped = data.swapped(np.arange(6) == 2)
    good, bad, good_fixed, bad_fixed = data.batch(model, np.arange(6))
    assert good.value == pytest.approx(good_fixed, abs=1e-3) and bad.value == pytest.approx(bad_fixed, abs=1e-3)
    other = flipped.batch(model, np.arange(6))
    swap = lambda x, y: np.where(np.arange(6) == 2, y, x)
    assert other[0].value == pytest.approx(swap(good.value, bad.value), abs=1e-4)
    assert other[3] == pytest.approx(swap(bad_fixed, good_fixed))


def test_opinions_are_true_of_their_own_city_only():
    for city in CITIES:
        for true in (True, False):
            assert all(sycophancy.opinion("{city}{view}", city, v)[1] == true for v in sycophancy.views(city, true))


def test_a_falling_chosen_is_not_the_mark_of_dpo():
    """只在 chosen 上微调、PPO，也各有四成上下的 chosen 下降；标签打乱之后，差距不再有方向，真分也不升。"""
    m = experiments.result("dpo_shift")
    for name in ("dpo_1.0", "sft_chosen", "ppo_1.0"):
        assert all(0.3 < share < 0.55 for share in m[f"{name}_fresh_chosen_down"]), name
    assert max(m["dpo_shuffled_fresh_apart"]) < 0.6 < min(m["dpo_1.0_fresh_apart"])
    assert max(m["dpo_shuffled_true"]) < min(m["reference_true"]) < min(m["dpo_1.0_true"])


def test_at_the_same_distance_long_dpo_is_no_worse_than_ppo():
    """短的 DPO 真分低，是没练够：库里练得久的，KL 差不多时不低于 PPO。"""
    m = experiments.result("dpo_shift")
    assert max(m["dpo_stage_kl"]) < max(m["ppo_1.0_kl"]) + 0.1
    assert min(m["dpo_stage_true"]) > max(m["ppo_1.0_true"]) > max(m["dpo_1.0_true"])


def test_without_a_penalty_only_a_wrong_judge_is_hacked():
    """惩罚为零，喂奖励模型、喂标注员都作弊，喂真分不作弊；一点惩罚，三个都不作弊。"""
    m = experiments.result("judges")
    honest = m["reference_true"]
    for judge in ("model", "annotator"):
        assert all(hacked < before - 2 for hacked, before in zip(m[f"{judge}_beta_0.0_80_true"], honest)), judge
    assert all(after > before for after, before in zip(m["true_beta_0.0_80_true"], honest))
    assert max(m["true_beta_0.0_80_kl"]) < min(m["annotator_beta_0.0_80_kl"]) / 5
    for judge in ("model", "annotator", "true"):
        assert all(after > before for after, before in zip(m[f"{judge}_beta_0.5_30_true"], honest)), judge


def test_agreement_lands_on_the_annotator_and_ignores_the_truth():
    """附和的份额落在 DPO 的闭式上，对看法与错看法一样；按真相标的那部分只当普通的票用，打乱了也没有两样。"""
    m = experiments.result("sycophancy")
    for share in sycophancy.SHARES:
        assert np.array(m[f"fond_{share}_agree_false_seen"]) == pytest.approx(share, abs=0.05)
    votes = {q: (1 - q) * sycophancy.FOND + q / 2 for q in sycophancy.CHECKED}
    for share, expected in votes.items():
        assert np.array(m[f"checked_{share}_agree_false_seen"]) == pytest.approx(expected, abs=0.05)
    assert m["checked_shuffled_agree_false_seen"] == pytest.approx(m["checked_0.5_agree_false_seen"], abs=0.06)
    for key in (key for key in m if "_agree_false_" in key):
        assert m[key] == pytest.approx(m[key.replace("_false_", "_true_")], abs=0.03), key


def test_a_right_gap_can_hide_both_answers_falling():
    """差距学对了，好坏两个回答却可能一起掉：只有一个种子掉到底，所以只比最低的；加上 SFT 项就不掉。"""
    m = experiments.result("sycophancy")
    assert min(m["fond_0.9_two_seen"]) < 0.1 and min(m["anchored_0.9_two_seen"]) > 0.95
    assert np.array(m["anchored_0.9_agree_false_seen"]) == pytest.approx(0.9, abs=0.05)
