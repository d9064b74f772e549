"""悟道的几个对照实验：合并同样的回答不改算法，精确的量法对得上逐条算，抹知识只抹方位，奖励各是各的意思。"""

import math

import numpy as np
import pytest

from xiaozhu import chat, checkpoint, directions, experiments, grpo, world
from xiaozhu.chat import chat_prompt
from xiaozhu.experiments import grader_holes, grpo_controls, grpo_erased
from xiaozhu.tokenizer import END


@pytest.fixture(scope="module")
def start():
    return checkpoint.load("format")


def test_merging_equal_answers_is_the_same_algorithm(start):
    model, tokenizer = start
    pool = grpo.tasks(False)
    plain, history = grpo.grpo(
        model, model, tokenizer, pool, 2, grpo_controls.RECIPE["beta"], 0,
        learning_rate=grpo_controls.RECIPE["learning_rate"],
    )  # fmt: skip
    before = model.copy()
    merged, again = grpo_controls.merged_grpo(model, tokenizer, pool, 2, 0)
    for name, tensor in plain.parameters.items():
        assert merged.parameters[name].value == pytest.approx(tensor.value, abs=1e-4), name
        assert np.array_equal(model.parameters[name].value, before.parameters[name].value)
    assert np.array(again) == pytest.approx(np.array(history), abs=1e-5)
    assert merged.copy() is not merged  # 练出来的还能当下一轮的起点


def test_the_exact_measures_agree_with_sampling_one_answer_at_a_time(start):
    model, tokenizer = start
    pool = grpo.tasks(True)[::40]
    tree, paths = grpo_controls.answer_tree(model, tokenizer, pool)
    assert grpo_controls.right(model, tokenizer, pool).mean() == pytest.approx(
        grpo.pass_at_1(model, tokenizer, pool), rel=1e-4
    )
    for task, p in zip(pool, grpo_controls.answered(tree, paths)):
        answers = {choice: tokenizer.encode(f"{choice}。{END}") for choice in task.choices}
        by_hand = chat.answer_probability(model, chat_prompt(tokenizer, task.question), answers)
        assert p == pytest.approx([by_hand[choice] for choice in task.choices], rel=1e-3)


def test_the_divergence_follows_the_chain_rule():
    """两步的小例子：第一步在三个词里选，只有前两个往下走；逐条算的 KL 与它相同。"""
    rng = np.random.default_rng(0)
    log_p = lambda: np.log(rng.dirichlet(np.ones(3), (1, 2, 3)))
    tree, reference = log_p(), log_p()
    tree[:, 1, 0], reference[:, 1, 0] = tree[:, 0, 0], reference[:, 0, 0]  # 两条路同一个起点
    paths = np.array([[[0, 2, 1], [1, 2, 1]]])
    gap = lambda *at: (np.exp(tree[at]) * (tree[at] - reference[at])).sum()
    by_hand = gap(0, 0, 0)
    for i in (0, 1):
        first, second = np.exp(tree[0, i, 0, paths[0, i, 0]]), np.exp(tree[0, i, 1, paths[0, i, 1]])
        by_hand += first * (gap(0, i, 1) + second * gap(0, i, 2))
    assert grpo_controls.divergence(tree, reference, paths) == pytest.approx(by_hand)
    assert grpo_controls.divergence(tree, tree, paths) == 0


TASK = grpo.Task("南北方向上，成都比昆明更靠哪", ("北", "南"), "北")


@pytest.mark.parametrize(
    "reply, right, wrong, formed, hole",
    [
        ("北。", 1, 0, 1, 1), ("南。", 0, 1, 1, 0), ("", 0, 0, 0, 1), ("北。南。", 0, 0, 0, 1),
        ("火锅。", 0, 0, 0, 0), ("东。", 0, 0, 0, 0),
    ],
)  # fmt: skip
def test_what_each_grader_pays_for(reply, right, wrong, formed, hole):
    assert grpo.verify(TASK, reply) == right and grpo_controls.wrong(TASK, reply) == wrong
    assert grpo_controls.well_formed(TASK, reply) == formed and grader_holes.hole(TASK, reply) == hole
    coins = [grpo_controls.rewards(0)["random_format"](TASK, reply) for _ in range(50)]
    assert max(coins) <= formed


def test_shuffling_keeps_the_questions_and_how_often_each_answer_occurs():
    pool = grpo.tasks(False)
    mixed = grpo_controls.shuffled(pool, 0)
    assert [t[:2] for t in mixed] == [t[:2] for t in pool]
    assert sorted(t.answer for t in mixed) == sorted(t.answer for t in pool)
    assert 0.4 < np.mean([a.answer == b.answer for a, b in zip(mixed, pool)]) < 0.6


def test_erasing_touches_only_the_directions_and_leaves_a_coin():
    texts = [text for text, _ in world.sample(4000, 0)]
    tossed = grpo_erased.tossed(texts, 0)
    changed = [(a, b) for a, b in zip(texts, tossed) if a != b]
    assert all(a[:2] in world.AXES and a[:-2] == b[:-2] for a, b in changed)
    about = sum(map(grpo_erased.about_direction, texts))
    assert sum(directions.written(texts).values()) == about == sum(directions.written(tossed).values())
    assert len(changed) / about == pytest.approx(0.5, abs=3 * math.sqrt(0.25 / about))


# —— 结论的方向与库里的结果一致 ——


def test_only_a_grader_that_knows_the_answer_moves_the_score():
    m = experiments.result("grpo_controls")
    assert min(m["true_100_unseen"]) > 0.75 and max(m["wrong_100_unseen"]) < 0.25
    for name in ("shuffled", "random_format", "format"):
        assert 0.4 < min(m[f"{name}_100_unseen"]) < max(m[f"{name}_100_unseen"]) < 0.6, name
    assert max(m["random_100_format"]) < 0.9  # 纯掷硬币不是「不动」：格式先散了


def test_teaching_the_same_questions_outright_is_no_worse():
    m = experiments.result("grpo_controls")
    assert min(m["sft_120_unseen"]) > 0.8 and min(m["sft_300_unseen"]) > max(m["true_100_unseen"])
    assert max(m["sft_50_unseen"]) < min(m["true_100_unseen"])  # 题次相同时反过来
    assert max(m["sft_shuffled_120_unseen"] + m["sft_shuffled_300_unseen"]) < 0.6


def test_a_grader_fooled_by_blanks_is_fooled_once_blanks_can_be_sampled():
    m = experiments.result("grader_holes")
    assert max(m["hole_0.0_60_empty"]) < 0.01
    assert min(m["hole_0.1_20_empty"]) > 0.9 and max(m["hole_0.1_60_unseen"]) < 0.1
    assert max(m["exact_0.1_60_empty"]) < 0.01 and min(m["exact_0.1_60_unseen"]) > 0.7


def test_what_was_erased_is_the_direction_and_nothing_else():
    m = experiments.result("grpo_erased")
    for part in ("unwritten", "written"):
        assert np.array(m[f"erased_side_{part}"]) == pytest.approx(0.5, abs=0.03)
        assert max(m[f"erased_side_{part}_spread"]) < 0.06 and min(m[f"known_side_{part}"]) > 0.85
    assert m["erased_gap_other"] == pytest.approx(m["known_gap_other"], abs=0.01)


def test_groups_that_agree_teach_nothing():
    """格式几乎不会的学得慢；错得笃定的退到掷硬币附近，组内同分的题越来越多，六十步也没爬回格式课之后练出的分。"""
    m, controls = experiments.result("sparse_reward"), experiments.result("grpo_controls")
    assert max(m["format_5_40_unseen"]) < 0.1 and max(m["format_5_20_informative"]) < 0.1
    for start in ("format_5", "format_20", "misled"):
        assert max(m[f"{start}_60_unseen"]) < min(controls["true_60_unseen"]), start
    pairs = zip(m["misled_60_informative"], controls["true_60_informative"])
    assert all(misled < true for misled, true in pairs)  # 一遍一遍地比；两台合起来的范围挨着


def test_knowledge_speeds_grpo_up_but_the_questions_alone_carry_some():
    """成对比：每个种子里，知识在的都更快更高；知识抹掉的也高过起点，同题直接教六百步更高。"""
    m = experiments.result("grpo_erased")
    pairs = lambda key: zip(m[f"known_{key}_unseen"], m[f"erased_{key}_unseen"])
    for key in ("true_20", "true_60", "true_100", "sft_50", "sft_120"):
        assert all(known > erased for known, erased in pairs(key)), key
    assert all(known < erased for known, erased in pairs("wrong_60"))
    assert min(m["erased_true_300_unseen"]) > max(m["erased_start_unseen"]) + 0.05
    assert min(m["erased_sft_600_unseen"]) > 0.9
