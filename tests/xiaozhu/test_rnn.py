"""循环网络的梯度，与远距离回忆的任务。"""

import numpy as np
import pytest

from tests.xiaozhu.gradients import gradient_error
from xiaozhu import train
from xiaozhu.autograd import Tensor
from xiaozhu.rnn import (
    ANSWER,
    FILLER,
    KEYS,
    QUESTION,
    VALUES,
    VOCABULARY,
    WIDTHS,
    Recurrent,
    gru,
    recall_accuracy,
    recall_batch,
    recall_mixups,
    recall_model,
    train_recall,
)

CELLS = ["rnn", "gru"]


# —— 循环单元 ——


@pytest.mark.parametrize("kind", CELLS)
def test_gradients_match_finite_differences(kind):
    rng = np.random.default_rng(0)
    model = Recurrent.initialize(kind, 20, 6, 0, dtype=np.float64)
    rows = rng.integers(20, size=(3, 9))
    rows[0, -2:] = train.PAD
    assert gradient_error(model.parameters.values(), lambda: train.cross_entropy(model, rows), rng) < 1e-5


@pytest.mark.parametrize("kind", CELLS)
def test_causality_no_token_sees_the_future(kind):
    model = Recurrent.initialize(kind, 20, 6, 0)
    ids = np.random.default_rng(0).integers(20, size=(1, 8))
    changed = ids.copy()
    changed[0, 5:] = (ids[0, 5:] + 1) % 20
    before, after = model(ids).value, model(changed).value
    assert np.array_equal(before[:, :5], after[:, :5]) and not np.array_equal(before[:, 5:], after[:, 5:])


def test_gru_gates_open_and_shut():
    rng = np.random.default_rng(0)
    recurrent, candidate = Tensor(rng.standard_normal((4, 12))), rng.standard_normal((2, 7, 4))
    gate = lambda *first_then_rest: np.array([[first_then_rest[t > 0]] * 4 for t in range(7)]) * np.ones((2, 1, 1))
    states = lambda z, r: gru(Tensor(np.concatenate([z, r, candidate], 2)), recurrent).value
    kept = states(gate(-50.0, 50.0), gate(0.0, 0.0))  # 第一刻写入，此后更新门全留
    assert kept == pytest.approx(np.repeat(np.tanh(candidate[:, :1]), 7, axis=1))
    forgotten = states(gate(-50.0, -50.0), gate(-50.0, -50.0))  # 重置门全关：只看当下的输入
    assert forgotten == pytest.approx(np.tanh(candidate))


# —— 任务 ——


@pytest.mark.parametrize("facts, gap", [(1, 0), (1, 5), (3, 4), (KEYS, 2)])
def test_only_answers_count(facts, gap):
    rows, mask = recall_batch(np.random.default_rng(0), 50, facts, gap)
    assert rows.shape == (50, 3 * facts + gap) and mask.shape == (50, 3 * facts + gap - 1)
    assert (mask.sum(1) == facts).all()
    for row, wanted in zip(rows, mask):
        told = dict(divmod(int(fact), VALUES) for fact in row[:facts])
        assert len(told) == facts and max(told) < KEYS
        filler = row[facts : facts + gap]
        assert ((filler >= FILLER) & (filler < VOCABULARY)).all()
        at = np.flatnonzero(wanted)
        assert {row[i] - QUESTION: row[i + 1] - ANSWER for i in at} == told  # 掩码处读到的是问题，要写的是它的值
        assert at[0] == facts + gap


def test_every_token_is_used_and_questions_are_shuffled():
    rows, _ = recall_batch(np.random.default_rng(0), 2000, 2, 4)
    assert len(np.unique(rows)) == VOCABULARY
    assert 0.4 < (rows[:, 0] // VALUES == rows[:, -4] - QUESTION).mean() < 0.6


@pytest.mark.parametrize(
    "facts, gap, said",
    [(0, 3, "1 到 8 条之间，给的是 0"), (KEYS + 1, 3, "给的是 9"), (1, -1, "间隔不能是负的，给的是 -1")],
)
def test_a_bad_task_is_one_line(facts, gap, said):
    with pytest.raises(ValueError, match=said):
        recall_batch(np.random.default_rng(0), 4, facts, gap)


# —— 对照 ——


def test_the_three_are_about_the_same_size():
    sizes = [recall_model(kind, 0).size for kind in WIDTHS]
    assert max(sizes) / min(sizes) < 1.1
    with pytest.raises(ValueError, match="没有「lstm」这种模型，可选：transformer、rnn、gru"):
        recall_model("lstm", 0)


@pytest.mark.parametrize("kind", WIDTHS)
def test_untrained_is_no_better_than_guessing(kind):
    assert recall_accuracy(recall_model(kind, 0), 2, 8, 0, n=300) < 2 / VALUES


def test_accuracy_counts_only_answers():
    def constant(ids):
        """每处都答同一个值：只该蒙对十二分之一。"""
        return Tensor(np.eye(VOCABULARY)[np.full(ids.shape, ANSWER)])

    assert recall_accuracy(constant, 3, 5, 0, n=1000) == pytest.approx(1 / VALUES, abs=0.02)


def test_mixups_are_values_of_other_facts():
    told_first = lambda ids: Tensor(np.eye(VOCABULARY)[np.repeat(ANSWER + ids[:, :1] % VALUES, ids.shape[1], 1)])
    assert recall_mixups(told_first, 3, 5, 0) == 1.0  # 总答第一条的值：错也错在自己人里
    untold = lambda ids: Tensor(np.eye(VOCABULARY)[np.full(ids.shape, FILLER)])
    assert recall_mixups(untold, 3, 5, 0) == 0.0


def test_a_short_training_teaches_one_fact():
    """短训之后 Transformer 记得住，间隔也没关系；种子定了，损失逐位相同。"""
    settings = dict(longest_gap=8, warmup=20)
    model = recall_model("transformer", 0)
    losses = train_recall(model, 1, 150, 1, **settings)
    assert np.mean(losses[-10:]) < 0.2 < 2 < losses[0]
    assert all(recall_accuracy(model, 1, gap, 9) > 0.95 for gap in (0, 4, 8))
    again = train_recall(recall_model("transformer", 0), 1, 150, 1, **settings)
    assert again == losses


@pytest.mark.parametrize("kind", CELLS)
def test_recurrent_models_learn_without_a_gap(kind):
    model = recall_model(kind, 0)
    train_recall(model, 1, 150, 1, longest_gap=0, warmup=20)
    assert recall_accuracy(model, 1, 0, 9) > 0.95
