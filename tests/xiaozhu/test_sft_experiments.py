"""拜师的几个实验：零件各自对得上，结论的方向与库里的结果一致。"""

import numpy as np
import pytest

from xiaozhu import checkpoint, experiments, sft, train, world
from xiaozhu.chat import text_prompt
from xiaozhu.experiments import data_quality, facts_in_weights, lora_where, loss_mask, never_stops
from xiaozhu.tokenizer import ASSISTANT, END, USER


@pytest.fixture(scope="module")
def pretrained():
    return checkpoint.load("pretrain")


# —— 零件 ——


def test_narrow_lessons_ask_only_the_few_questions():
    cities, asks = data_quality.NARROW
    few = data_quality.narrow_lessons(30, 0)
    assert {question for question, _ in few} == {ask.format(city) for city in cities for ask in asks}
    assert data_quality.narrow_lessons(10, 0) == few[:10]


def test_likeness_is_zero_gap_only_for_the_teacher(monkeypatch):
    say = lambda shares: monkeypatch.setattr(sft, "answer_shares", lambda *_: shares)
    say(sft.KINDS)
    assert data_quality.likeness(None, None, ["成都"], ["{}"]) == pytest.approx({"seen": 0.8, "off": 0})
    say(dict.fromkeys(sft.KINDS, 0.0))
    assert data_quality.likeness(None, None, ["成都"], ["{}"]) == pytest.approx({"seen": 0, "off": 1})


def test_a_fact_is_cut_where_the_exam_cuts_it(pretrained):
    """题目与答案分开切词，与整句一起切一样：不然量到的就不是训练时那句的概率。"""
    _, tokenizer = pretrained
    for form in facts_in_weights.FORMS:
        for name in world.NAMES:
            for city in world.CITIES:
                _, between, after = form.split("{}")
                parts = text_prompt(tokenizer, name + between) + tokenizer.encode(city + after)
                assert parts == text_prompt(tokenizer, form.format(name, city))


def test_the_facts_exam_starts_from_an_even_world(pretrained):
    base, tokenizer = pretrained
    taught = dict(zip(world.NAMES[:4], world.CITIES))
    exam = facts_in_weights.Exam(base, tokenizer, taught, world.NAMES[4:], np.random.default_rng(0))
    found = exam(base, (facts_in_weights.HOME,) * 4)
    assert found["forget"] == found["forget_others"] == 0 and found["leak"] == pytest.approx(0.2, abs=0.03)
    for name, here, there, twice, two in exam.contexts:
        assert {here, there}.isdisjoint(taught.values()) and here != there
        assert twice == f"{name}住在{here}。" * 2 and f"{name}住在{here}。" in two and there in two


def test_the_teachers_own_loss():
    food = ("成都有啥好吃的", "火锅！")
    sight = ("成都必去景点", "熊猫基地！！")
    assert loss_mask.teacher_loss([food, sight]) == pytest.approx(-np.log(0.3 * 0.45 * 0.1) / 2)


def test_a_lessons_loss_splits_into_markers_question_and_answer(pretrained):
    base, tokenizer = pretrained
    model, lessons = sft.open_chat(base, tokenizer), sft.lessons(5, 0)
    rows, _ = sft.lesson_rows(tokenizer, lessons)
    loss = loss_mask.corpus_loss(model, rows)
    markers = (loss * np.isin(rows[:, 1:], tokenizer.encode(USER + ASSISTANT))).sum(1).mean()
    parts = loss_mask.parts_loss(model, tokenizer, lessons)
    assert markers + sum(parts.values()) == pytest.approx(loss.sum(1).mean())


def test_packed_lessons_hold_one_end_only(pretrained):
    _, tokenizer = pretrained
    rows = never_stops.packed(tokenizer, sft.lessons(20, 0), 16)
    assert (rows == tokenizer.encode(END)[0]).sum() == 1
    assert tokenizer.decode(rows.ravel()).startswith(END + USER + sft.lessons(20, 0)[0][0] + ASSISTANT)


def test_lora_places_of_the_second_kind_are_about_one_size(pretrained):
    base, _ = pretrained
    count = lambda place, r: sum(
        t.value.size for k, t in sft.add_lora(base, r, 0, lora_where.PLACES[place]).parameters.items() if sft.is_lora(k)
    )
    sizes = [count(place, ranks[-1]) for place, ranks in lora_where.RANKS.items()]
    assert max(sizes) < 1.06 * min(sizes)


def test_the_table_holds_the_loss(pretrained):
    base, tokenizer = pretrained
    rows = train.pad([tokenizer.encode(END + text + END) for text, _ in world.sample(3, 0)])
    picked = np.take_along_axis(lora_where.table(base, rows), np.maximum(rows[:, 1:], 0)[..., None], 2)[..., 0]
    assert picked == pytest.approx(train.next_token_log_probability(base, rows).value, abs=1e-4)


# —— 结论的方向 ——


@pytest.fixture
def found():
    """found(实验)(指标) 是各种子的数。"""
    return lambda name: lambda key: np.array(experiments.result(name)[key])


def test_leaks_are_mended_by_replaying_others_and_forgetting_by_the_rest(found):
    m = found("facts_in_weights")
    assert (m("plain_60_leak") > 0.5).all() and (m("replay_120_leak") > 0.4).all()
    assert (m("replay_120_forget") < m("plain_60_forget") / 4).all()
    assert (m("replay_home_120_leak_rehearsed") < 0.7 * m("replay_120_leak_rehearsed")).all()
    assert (m("replay_home_120_leak") > 0.2).all()  # 没有全治好：起点是 0.2
    assert (m("replay_both_120_forget") < m("replay_home_120_forget") / 2).all()


def test_a_fact_taught_in_one_form_is_not_known_in_another(found):
    m = found("facts_in_weights")
    assert (m("own_form_60_told") > 0.5).all() and (m("own_form_60_carried") < 0.1).all()


def test_the_base_copies_a_city_from_the_context_whoever_it_belongs_to(found):
    m = found("facts_in_weights")
    assert (m("context_twice_told") > 0.8).all()
    assert (abs(m("plain_0_heed_two") - m("plain_0_heed_other")) < 0.2).all()
    assert (m("context_told") < 0.35).all() and (m("context_leak") > 0.7).all()


def test_missing_ends_hurt_and_a_few_ends_are_enough(found):
    m = found("never_stops")
    assert (m("normal_stop") == 1).all() and (m("no_end_stop") < 0.7).all() and (m("packed_stop") == 0).all()
    assert (m("new_no_end_stop") < 0.2).all()
    assert (m("lost_9") > 0.9).all() and (m("cut_9_stop") == 1).all() and (m("new_cut_9_stop") > 0.9).all()
    # 模板对不上时照样停，坏在别处：对话标记写进了回答
    assert (m("plain_stop") == 1).all() and (m("plain_markers") > 0.7).all()


def test_lora_on_all_linear_layers_learns_more_than_on_q_and_v_of_the_same_size(found):
    m = found("lora_where")
    loss = {name: m(f"{name}_answer_loss") for name in ("qv_r17", "attention_r9", "mlp_r8", "all_r4")}
    assert (loss["all_r4"] < loss["mlp_r8"]).all() and (loss["mlp_r8"] < loss["attention_r9"]).all()
    assert (loss["attention_r9"] < loss["qv_r17"]).all()


def test_noise_halves_the_score_whatever_the_count(found):
    m = found("data_quality")
    for n in (100, 1000):
        assert (m(f"noisy_{n}_200_seen") < 0.65 * m(f"clean_{n}_200_seen")).all()
    # 分数到顶之后，多出来的条数只看得见在「像不像老师」上
    assert (m("wide_1000_off") < m("wide_100_off")).all()


def test_scoring_the_question_too_costs_the_answer_and_the_old_corpus(found):
    m = found("loss_mask")
    assert (m("all_200_seen") < m("answer_200_seen")).all() and (
        m("all_200_answer_loss") > m("answer_200_answer_loss")
    ).all()
    assert (m("all_200_question_loss") < m("answer_200_question_loss") / 3).all()
    assert (m("all_200_forget") > 4 * m("answer_200_forget")).all()
    for name, steps in loss_mask.STEPS.items():
        assert (m(f"{name}_{steps[-1]}_answer_loss") > m("answer_floor") - 0.05).all()
