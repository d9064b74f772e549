"""探针：停在中间层，与留一法不泄漏。"""

import numpy as np
import pytest

from xiaozhu import probe
from xiaozhu.model import Config, Model


def test_shallow_at_full_depth_is_the_model_itself():
    model = Model.initialize(Config(20, d=16, heads=2, ffn=24), 0, std=0.3)
    ids = np.array([[1, 5, 7]])
    assert np.array_equal(probe.shallow(model, 2)(ids).value, model(ids).value)
    assert not np.allclose(probe.shallow(model, 1)(ids).value, model(ids).value)


def test_a_line_is_found_where_there_is_one():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((20, 5))
    truth = x @ np.arange(5.0) + 3
    assert probe.leave_one_out(x, truth, penalty=1e-3) == pytest.approx(truth, abs=0.05)


def test_the_held_out_one_does_not_leak_into_its_own_guess():
    rng = np.random.default_rng(0)
    x, truth = rng.standard_normal((12, 30)), rng.standard_normal(12)
    changed = truth.copy()
    changed[4] += 100
    before, after = probe.leave_one_out(x, truth), probe.leave_one_out(x, changed)
    assert before[4] == after[4] and not np.allclose(np.delete(before, 4), np.delete(after, 4))
