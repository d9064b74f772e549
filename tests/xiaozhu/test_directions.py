"""方位题与不训练的答法：数的是写出的句子，答的是没写出的。"""

import numpy as np
import pytest

from xiaozhu import directions, experiments, grpo, world
from xiaozhu.directions import Question

AXIS = "南北"


def ask(margin, a, b):
    return np.sign(margin(AXIS, a, b))


def test_the_exam_is_the_same_pool_grpo_draws_from():
    asked = {f"{q.axis}方向上，{q.a}比{q.b}更靠哪": q for q in directions.exam()}
    for hidden in (False, True):
        for task in grpo.tasks(hidden):
            question = asked.pop(task.question)
            assert question.hidden == hidden and task.answer in world.direction(*question[:3])[-2]
    assert not asked


def test_written_counts_every_sentence_both_ways_round():
    texts = [
        "南北方向上，北京比上海更靠北。",
        "南北方向上，上海比北京更靠南。",
        "东西方向上，上海比北京更靠东。",
        "北京在华北。",
    ]
    assert directions.written(texts) == {("南北", "北京", "上海"): 2, ("东西", "上海", "北京"): 1}
    corpus = directions.written(text for text, _ in world.sample(3000, 0))
    assert not [pair for pair in corpus if world.unwritten(*pair[1:])]
    assert all(directions.lead(Question(*key, False)) >= 0 for key in corpus)


@pytest.fixture
def counts():
    """北京比上海北、上海比广州北，后一句多写；没写出北京与广州。哈尔滨比沈阳北，与它们不相连。"""
    return {
        (AXIS, "北京", "上海"): 1,
        (AXIS, "上海", "广州"): 3,
        (AXIS, "哈尔滨", "沈阳"): 1,
        ("东西", "上海", "北京"): 1,
    }


def test_a_chain_answers_what_follows_and_nothing_else(counts):
    chain = directions.by_chain(counts)
    assert ask(chain, "北京", "广州") == 1 and ask(chain, "广州", "北京") == -1
    assert ask(chain, "北京", "沈阳") == ask(chain, "成都", "昆明") == 0


def test_wins_depend_on_how_often_a_sentence_was_written(counts):
    often, once = directions.by_wins(counts), directions.by_wins(dict.fromkeys(counts, 1))
    assert often(AXIS, "上海", "成都") == pytest.approx(0.75 - 0.5) and once(AXIS, "上海", "成都") == 0
    assert ask(often, "北京", "广州") == 1


def test_one_number_per_city_agrees_with_every_sentence(counts):
    for margin in (directions.by_score(counts), directions.by_order(counts)):
        assert all(margin(axis, winner, loser) > 0 for axis, winner, loser in counts)
        assert ask(margin, "北京", "广州") == 1


def test_the_score_is_the_maximum_likelihood_fit():
    """甲胜乙三次、负一次，惩罚趋零时分差是 ln 3。"""
    counts = {(AXIS, "北京", "上海"): 3, (AXIS, "上海", "北京"): 1, ("东西", "上海", "北京"): 1}
    assert directions.by_score(counts, penalty=1e-6)(AXIS, "北京", "上海") == pytest.approx(np.log(3), abs=1e-4)


def test_weather_only_knows_the_kind_of_city(counts):
    weather = directions.by_weather(counts)
    assert weather(AXIS, "北京", "上海") == weather(AXIS, "西安", "成都") > 0  # 干比湿北
    assert weather(AXIS, "上海", "广州") == 0


def test_baselines_are_graded_like_the_model():
    truth = directions.baseline_right(lambda axis, a, b: directions.lead(Question(axis, a, b, False)))
    assert (truth == 1).all() and (directions.baseline_right(lambda *_: 0) == 0.5).all()


def test_one_number_per_city_explains_what_the_model_knows():
    """小铸胜过只数胜场与只看天气，却不比「每城一个数」高明：没写出过的方位，不是超出次序的推理。"""
    m = experiments.result("from_scratch")
    assert (
        min(m["directions_model_unwritten"])
        > max(m["directions_wins_unwritten"])
        > max(m["directions_weather_unwritten"])
        > 0.5
    )
    assert max(abs(a - b) for a, b in zip(m["directions_model_unwritten"], m["directions_order_unwritten"])) < 0.05
