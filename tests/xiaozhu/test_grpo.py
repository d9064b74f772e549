"""可验证奖励的强化学习：判分、组内优势、KL 估计、损失，以及玩具任务上真的学得会。"""

import numpy as np
import pytest

from xiaozhu import grpo, world
from xiaozhu.autograd import Tensor, softmax
from xiaozhu.chat import chat_prompt
from xiaozhu.grpo import Task
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import Tokenizer

TOY = [Task("更靠哪", ("北", "南"), "北"), Task("哪更靠", ("北", "南"), "南")]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.train(["更靠哪。北南。"], 0)


@pytest.fixture
def model(tokenizer):
    return Model.initialize(Config(len(tokenizer.vocabulary), d=16, heads=2, ffn=24), 0, std=0.2)


def same(a, b):
    return all(np.array_equal(a.parameters[k].value, b.parameters[k].value) for k in a.parameters)


def train_toy(model, tokenizer, *, steps=40, beta=0.0, seed=0, **settings):
    """只奖励以「北」开头的回答。"""
    reward = settings.pop("reward", lambda task, reply: float(reply.startswith("北")))
    return grpo.grpo(
        model, model, tokenizer, TOY, steps, beta, seed, reward=reward, learning_rate=1e-2, longest=3, **settings
    )


# —— 题与判分 ——


def test_tasks_agree_with_the_map_and_never_share_a_pair():
    written, hidden = grpo.tasks(False), grpo.tasks(True)
    found = {t.question: t.answer for t in written + hidden}
    assert found["南北方向上，成都比昆明更靠哪"] == "北" and found["南北方向上，昆明比成都更靠哪"] == "南"
    assert found["东西方向上，成都比昆明更靠哪"] == "东" and found["东西方向上，拉萨比上海更靠哪"] == "西"
    assert "南北方向上，青岛比兰州更靠哪" not in found and "东西方向上，青岛比兰州更靠哪" in found  # 两城同纬
    assert len(found) == len(written) + len(hidden) == 4 * 190 - 2
    pairs = lambda pool: {frozenset(c for c in world.CITIES if c in t.question) for t in pool}
    assert not pairs(written) & pairs(hidden)
    assert all(world.unwritten(*pair) for pair in pairs(hidden))


@pytest.mark.parametrize(
    "reply, points", [("北。", 1), ("南。", 0), ("北", 0), ("", 0), ("北。北。", 0), ("火锅。", 0), ("更靠北。", 0)]
)
def test_only_the_exact_answer_scores(reply, points):
    assert grpo.verify(TOY[0], reply) == points


def test_pass_at_1_is_the_sampling_probability(model, tokenizer):
    exact = grpo.pass_at_1(model, tokenizer, TOY)
    by_hand = []
    for task in TOY:
        ids, p = chat_prompt(tokenizer, task.question), 1.0
        for token in tokenizer.encode(f"{task.answer}。") + ids[:1]:
            p *= softmax(model.step(np.array([ids]), []))[0, token]
            ids = [*ids, token]
        by_hand.append(p)
    assert exact == pytest.approx(np.mean(by_hand), rel=1e-4)


# —— 优势、KL、损失 ——


def test_group_advantage_by_hand():
    assert grpo.group_advantage(np.array([1.0, 0, 0, 0])) == pytest.approx([3**0.5, *[-(3**-0.5)] * 3])
    for score in (0.0, 1.0):
        assert np.array_equal(grpo.group_advantage(np.full(4, score)), np.zeros(4))


def test_k3_is_an_unbiased_estimate_that_is_never_negative():
    rng = np.random.default_rng(0)
    p, q = softmax(rng.standard_normal((2, 9)))
    estimate = grpo.k3(Tensor(np.log(p)), np.log(q)).value
    assert np.all(estimate >= 0) and estimate.max() > 0.1
    assert (p * estimate).sum() == pytest.approx((p * np.log(p / q)).sum())


def test_k3_of_equal_distributions_is_zero_and_so_is_its_gradient():
    log_p = Tensor(np.log(np.array([0.2, 0.8])))
    estimate = grpo.k3(log_p, log_p.value)
    estimate.sum().backward()
    assert np.array_equal(estimate.value, [0, 0]) and np.array_equal(log_p.grad, [0, 0])


def test_the_loss_pushes_by_advantage_until_the_ratio_is_clipped():
    old, share = np.log(np.full((2, 3), 0.5)), np.full((2, 3), 1 / 6)
    advantage = np.array([[2.0], [-1.0]])

    def gradient(shift):
        log_p = Tensor(old + shift)
        grpo.grpo_loss(log_p, old, log_p.value, advantage, share, beta=0.3).backward()
        return log_p.grad

    assert gradient(0.0) == pytest.approx(-advantage * share)
    assert gradient(0.5)[0] == pytest.approx(0) and np.all(gradient(0.5)[1] > 0)  # 已升够的不再升，错升的照样压
    assert np.all(gradient(-0.5)[0] < 0) and gradient(-0.5)[1] == pytest.approx(0)


def test_kl_in_the_loss_pulls_back_to_the_reference():
    anchor, share = np.log(np.array([[0.2, 0.8]])), np.full((1, 2), 0.5)
    log_p = Tensor(np.log(np.array([[0.4, 0.6]])))
    grpo.grpo_loss(log_p, log_p.value, anchor, np.zeros((1, 1)), share, beta=0.5).backward()
    assert log_p.grad == pytest.approx(0.5 * share * (1 - np.exp(anchor - log_p.value)))


# —— 训练 ——


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_groups_all_right_or_all_wrong_change_nothing(model, tokenizer, score):
    policy, history = train_toy(model, tokenizer, steps=3, beta=0.1, reward=lambda task, reply: score)
    assert same(policy, model)
    assert history == [grpo.Step(score, 0.0, 0.0)] * 3


def test_a_toy_reward_is_learned_and_the_inputs_are_untouched(model, tokenizer):
    before = model.copy()
    policy, history = train_toy(model, tokenizer)
    assert history[0].reward < 0.4 and np.mean([h.reward for h in history[-5:]]) > 0.9
    assert same(model, before) and not same(policy, model)


def test_a_larger_beta_stays_closer_to_the_reference(model, tokenizer):
    drift = [train_toy(model, tokenizer, steps=20, beta=beta)[1][-1].kl for beta in (0.0, 1.0)]
    assert drift[1] < drift[0] / 2


def test_the_same_seed_gives_the_same_bits(model, tokenizer):
    (first, history), (second, again) = (train_toy(model, tokenizer, steps=5, seed=3) for _ in range(2))
    assert same(first, second) and history == again
    assert not same(first, train_toy(model, tokenizer, steps=5, seed=4)[0])


def test_format_lessons_are_coin_flips_and_cover_only_the_pool(monkeypatch):
    taught = []
    monkeypatch.setattr(
        grpo, "fine_tune", lambda base, tokenizer, lessons, seed, steps: (taught.extend(lessons), None)[::-1]
    )
    pool = grpo.tasks(False)
    grpo.teach_format(None, None, pool, 200, 0)
    answers = {t.question: t.answer for t in pool}
    right = np.mean([answers[question] + "。" == reply for question, reply in taught])
    assert len({question for question, _ in taught}) == 200 and 0.4 < right < 0.6
