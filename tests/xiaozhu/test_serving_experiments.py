"""投机解码与找一句话：零件照规矩，结论的方向与库里的结果一致。"""

import numpy as np
import pytest

from xiaozhu import checkpoint, experiments, world
from xiaozhu.experiments import needle, speculation

P = np.array([[0.7, 0.2, 0.1], [0.2, 0.5, 0.3], [0.2, 0.6, 0.2]])
Q = np.array([[0.4, 0.4, 0.2], [0.3, 0.3, 0.4], [0.2, 0.5, 0.3]])


def test_verified_drafts_are_distributed_as_the_target():
    """第一个词与第二个词（给定第一个）的频率，都与大的自己写的相同；草稿的频率明显不同，看得出差别。"""
    rng, texts = np.random.default_rng(0), [[0]] * 20_000
    target, draft = (lambda ids: P[ids]), (lambda ids: Q[ids])
    for _ in range(2):  # 每轮至少写一个，两轮就有头两个
        texts = speculation.one_round(target, draft, texts, rng)
    first, second = np.array([ids[1:3] for ids in texts]).T
    assert np.bincount(first) / len(texts) == pytest.approx(P[0], abs=0.015)
    for word in range(3):
        chosen = second[first == word]
        assert np.bincount(chosen, minlength=3) / len(chosen) == pytest.approx(P[word], abs=0.03)
    assert abs(P[0] - Q[0]).max() > 0.1


def test_drafting_with_itself_accepts_everything_and_without_a_draft_writes_one():
    rng, target = np.random.default_rng(0), lambda ids: P[ids]
    texts = speculation.one_round(target, target, [[0]] * 50, rng)
    assert {len(ids) for ids in texts} == {speculation.DRAFT + 2}
    assert {len(ids) for ids in speculation.one_round(target, None, [[0]] * 50, rng)} == {2}


def test_a_counted_table_beats_a_ruined_copy():
    m = experiments.result("speculation")
    for seed in range(len(m["self_rate"])):
        rate = {name.removesuffix("_rate"): values[seed] for name, values in m.items() if name.endswith("_rate")}
        assert rate["int4"] > rate["one_layer"] > rate["bigram"] > rate["int2_group16"] > rate["int2"]
        assert rate["unigram"] > rate["shuffled"] and rate["self"] == pytest.approx(1)
        for name in rate:  # 公式把每处当成一样，实际相差不大
            assert m[f"{name}_steps"][seed] == pytest.approx(m[f"{name}_formula"][seed], rel=0.05)


def test_questions_keep_the_length_and_only_move_the_fact():
    _, tokenizer = checkpoint.load("pretrain")
    for crowd, asked in enumerate(needle.questions(tokenizer, 0)):
        texts, city, others = next(asked)
        assert len(others) == crowd and city not in others
        for kind in ("rival", "city", "other"):
            near, far = texts[f"{kind}_before"], texts[kind]
            assert sorted(near) == sorted(far) and (near == far) == (crowd == 0)
        assert city not in texts["lost"] and texts["other"].count(city) == 1
        assert not any(name in texts["other"].replace(city, "") for name in world.CITIES)


def test_distance_hurts_at_the_same_length_until_it_is_taught():
    m = experiments.result("needle")
    assert min(m["other_before_5"]) > 0.95 and max(m["other_3"]) < 0.5
    assert min(m["rival_before_3"]) > max(m["rival_3"])
    assert min(m["recent_before_5"]) > 0.95 and max(m["recent_1"]) < 0.1
    assert min(m["taught_other_5"]) > 0.9
    assert max(m["lost_5"]) < 0.1
