"""小铸的包：引擎、分词、模型、训练、检查点，以及缩小版从头铸到尾。"""

import itertools
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

from tests.support import ROOT
from tests.xiaozhu.gradients import gradient_error
from xiaozhu import autograd, chat, checkpoint, dpo, forge, ppo, reward, sft, train, world
from xiaozhu.autograd import Tensor
from xiaozhu.model import Config, Model
from xiaozhu.stages import STAGES
from xiaozhu.tokenizer import END, SPECIAL, Tokenizer, UnknownCharacter

SMALL = Config(20, d=16, heads=2, ffn=24)


def rows_of(rng, n, length):
    rows = rng.integers(20, size=(n, length))
    rows[0, -2:] = train.PAD
    return rows


# —— 世界 ——


def test_every_choice_has_a_known_probability():
    texts = world.sample(3000, 1)
    assert world.sample(3000, 1) == texts  # 种子定了，语料就定了
    estimate = -sum(p for _, p in texts) / len(texts)
    assert estimate == pytest.approx(world.entropy(), abs=0.15)


def test_enumeration_covers_everything_exactly_once():
    coin = lambda pick: pick({"正": 3, "反": 1}) + (pick({"甲": 1, "乙": 1}) if pick({True: 1, False: 1}) else "")
    found = {}
    for text, p in world.enumerate_documents(coin):
        found[text] = found.get(text, 0) + p
    assert found == {"正": 0.375, "反": 0.125, "正甲": 0.1875, "正乙": 0.1875, "反甲": 0.0625, "反乙": 0.0625}


def test_some_facts_are_never_written():
    pairs = list(itertools.combinations(world.CITIES, 2))
    hidden = {frozenset(p) for p in pairs if world.unwritten(*p)}
    assert 0.2 < len(hidden) / len(pairs) < 0.3
    written = [t for t, _ in world.sample(20_000, 0) if "方向上，" in t]
    seen = {frozenset(c for c in world.CITIES if c in t) for t in written}
    assert not seen & hidden and len(seen) > 100


# —— 分词 ——


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.train([t for t, _ in world.sample(3000, 0)], 60, world.SPARE)


def test_tokenizer_round_trips(tokenizer):
    for text, _ in world.sample(500, 5):
        assert tokenizer.decode(tokenizer.encode(END + text)) == END + text
    assert tokenizer.encode("") == []
    assert tokenizer.vocabulary[:3] == SPECIAL
    assert all(len(token) <= 4 for token in tokenizer.vocabulary[3:])


def test_tokenizer_merges_the_most_frequent_pair_first():
    learned = Tokenizer.train(["上海的外滩。", "上海的夜景。", "去上海。"], 2)
    assert learned.merges == [("上", "海"), ("上海", "的")]
    assert learned.encode("上海的")[0] == learned.vocabulary.index("上海的")


def test_an_unknown_character_is_named(tokenizer):
    with pytest.raises(UnknownCharacter, match="不认识「龘」（第 3 个字）"):
        tokenizer.encode("成都龘")


# —— 引擎与模型 ——


def test_gradients_match_finite_differences():
    rng = np.random.default_rng(0)
    model = Model.initialize(SMALL, 0, std=0.3, dtype=np.float64)
    model = sft.add_lora(model, 2, 0)
    for name, tensor in model.parameters.items():
        tensor.value = tensor.value.astype(np.float64) + (0.1 if name.endswith(".B") else 0)
    rows = rows_of(rng, 3, 9)
    assert gradient_error(model.parameters.values(), lambda: train.cross_entropy(model, rows), rng) < 1e-5


@pytest.mark.parametrize("name", ["exp", "silu", "log_sigmoid"])
def test_elementwise_gradients(name):
    x = Tensor(np.linspace(-2, 2, 7))
    assert gradient_error([x], lambda: getattr(autograd, name)(x).sum(), np.random.default_rng(0)) < 1e-6


def test_clip_and_minimum_gradients():
    a, b = Tensor(np.array([-2.0, 0.3, 2.0])), Tensor(np.array([0.5, 0.1, -1.0]))
    loss = lambda: (autograd.minimum(autograd.clip(a, -1, 1), b) * b).sum()
    assert gradient_error([a, b], loss, np.random.default_rng(0)) < 1e-6


def test_the_kv_cache_changes_nothing():
    model = Model.initialize(SMALL, 0, std=0.3, dtype=np.float64)
    ids = np.random.default_rng(0).integers(20, size=(2, 8))
    whole, cache = model(ids).value[:, -1], []
    model.step(ids[:, :3], cache)
    for t in range(3, 8):
        last = model.step(ids[:, t : t + 1], cache)
    assert last == pytest.approx(whole)
    assert cache[0][0].shape == (2, 2, 8, 8)


def test_causality_no_token_sees_the_future():
    model = Model.initialize(SMALL, 0, std=0.3)
    ids = np.random.default_rng(0).integers(20, size=(1, 8))
    changed = ids.copy()
    changed[0, 5:] = (ids[0, 5:] + 1) % 20
    assert np.array_equal(model(ids).value[:, :5], model(changed).value[:, :5])


def test_matches_pytorch_layer_by_layer():
    """装了 PyTorch 就对拍：同一批权重、同一批输入，损失与每个参数的梯度一致。"""
    torch = pytest.importorskip("torch", reason="没装 PyTorch，跳过对拍（它只是旁证，不是依赖）")
    model = Model.initialize(SMALL, 0, std=0.3, dtype=np.float64)
    rows = rows_of(np.random.default_rng(0), 3, 9)
    train.cross_entropy(model, rows).backward()
    p = {k: torch.tensor(t.value, requires_grad=True) for k, t in model.parameters.items()}
    c, x = SMALL, torch.tensor(np.maximum(rows[:, :-1], 0))
    norm = lambda v, g: v * torch.rsqrt((v * v).mean(-1, keepdim=True) + 1e-5) * g
    half = c.d // c.heads // 2
    angle = torch.arange(x.shape[1])[:, None] * c.base ** (-torch.arange(half, dtype=torch.float64) / half)

    def turn(v):
        a, b = v[..., :half], v[..., half:]
        return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)

    h = p["embed"][x]
    split = lambda v: v.reshape(*v.shape[:2], c.heads, -1).transpose(1, 2)
    for i in range(c.layers):
        n = norm(h, p[f"{i}.norm1"])
        q, k, v = (split(n @ p[f"{i}.{w}"]) for w in "qkv")
        mixed = torch.nn.functional.scaled_dot_product_attention(turn(q), turn(k), v, is_causal=True)
        h = h + mixed.transpose(1, 2).reshape(h.shape) @ p[f"{i}.o"]
        n = norm(h, p[f"{i}.norm2"])
        h = h + (torch.nn.functional.silu(n @ p[f"{i}.gate"]) * (n @ p[f"{i}.up"])) @ p[f"{i}.down"]
    logits = norm(h, p["norm"]) @ p["embed"].T
    torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), torch.tensor(rows[:, 1:]).flatten(), ignore_index=train.PAD
    ).backward()
    assert logits.detach().numpy() == pytest.approx(model(np.maximum(rows[:, :-1], 0)).value)
    for name, tensor in model.parameters.items():
        assert tensor.grad == pytest.approx(p[name].grad.numpy(), abs=1e-9), name


# —— 训练与对齐的零件 ——


def test_only_answers_count_in_fine_tuning(tokenizer):
    rows, mask = sft.lesson_rows(tokenizer, [("成都必去景点", "火锅。"), ("北京有啥好吃的", "烤鸭！！")])
    for row, wanted, answer in zip(rows, mask, ("火锅。", "烤鸭！！")):
        assert tokenizer.decode(row[1:][wanted]) == answer + END


def test_lora_starts_as_a_no_op_and_trains_only_itself(tokenizer):
    base = Model.initialize(Config(len(tokenizer.vocabulary), d=16, heads=2, ffn=24), 0)
    model = sft.add_lora(base, 2, 0)
    ids = np.array([tokenizer.encode("成都必去景点")])
    assert np.array_equal(base(ids).value, model(ids).value)
    before = {k: t.value.copy() for k, t in model.parameters.items()}
    rows, mask = sft.lesson_rows(tokenizer, [("成都必去景点", "火锅。")])
    train.train(model, rows, 3, 1e-2, 0, batch=1, mask=mask, only=sft.is_lora)
    changed = {k for k, t in model.parameters.items() if not np.array_equal(t.value, before[k])}
    assert changed == {k for k in before if sft.is_lora(k)}


def test_answer_probabilities_are_exact():
    model = Model.initialize(SMALL, 0, std=0.3, dtype=np.float64)
    p = chat.answer_probability(model, [0, 5], {i: [i] for i in range(20)})
    assert sum(p.values()) == pytest.approx(1)
    assert p[7] == pytest.approx(autograd.softmax(model.step(np.array([[0, 5]]), []))[0, 7])


def test_sampling_stops_at_the_end_and_zero_temperature_is_greedy():
    model = Model.initialize(SMALL, 0, std=0.3, dtype=np.float64)
    answers = chat.sample(model, [0, 5], 200, np.random.default_rng(0), longest=6)
    assert all(0 not in a and len(a) <= 6 for a in answers)
    first = np.bincount([a[0] for a in answers if a], minlength=20) / 200
    assert first == pytest.approx(autograd.softmax(model.step(np.array([[0, 5]]), []))[0], abs=0.12)
    greedy = chat.sample(model, [0, 5], 2, np.random.default_rng(0), temperature=0, longest=6)
    assert greedy[0] == greedy[1]


def test_the_annotator_likes_the_right_register_and_shouting():
    assert reward.utility("熊猫基地。", "成都", "short") == 5
    assert reward.utility("熊猫基地。", "成都", "full") == 2
    assert reward.utility("成都大熊猫繁育研究基地！！", "成都", "full") == 6
    assert reward.true_score("成都大熊猫繁育研究基地！！", "成都", "full") == 4
    assert reward.utility("胡说", "成都", "full") == 0


def test_dpo_loss_is_log_two_when_policy_equals_reference():
    chosen, rejected = Tensor(np.array([-3.0, -4.0])), Tensor(np.array([-2.0, -5.0]))
    loss = dpo.dpo_loss(chosen, rejected, chosen.value, rejected.value, beta=0.7)
    assert float(loss.value) == pytest.approx(math.log(2))
    loss.backward()
    assert np.all(chosen.grad < 0) and np.all(rejected.grad > 0)  # 推高选中的，压低落选的


def test_kl_of_a_model_with_itself_is_zero(tokenizer):
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=16, heads=2, ffn=24), 0)
    assert ppo.divergence(model, model, tokenizer, ["成都"], 0, n=4) == pytest.approx(0, abs=1e-6)


# —— 重铸 ——


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """缩小版从头铸到尾。"""
    made = forge.Forge(tmp_path_factory.mktemp("tiny"), forge.TINY, quiet=True)
    made.run()
    return made


@pytest.mark.forge
def test_the_tiny_forge_learns_something(tiny):
    model, tokenizer = checkpoint.load("pretrain", tiny.folder)
    texts = world.sample(200, 99)
    ids = [tokenizer.encode(END + t + END) for t, _ in texts]
    truth = -sum(p for _, p in texts) / len(texts)
    uniform = sum(len(i) - 1 for i in ids) / len(ids) * math.log(len(tokenizer.vocabulary))
    assert truth < train.negative_log_likelihood(model, ids).mean() < uniform / 2
    taught, _ = checkpoint.load("sft", tiny.folder)
    pick = world.Sampler(7)
    rows, mask = sft.lesson_rows(tokenizer, [sft.lesson(pick) for _ in range(100)])
    loss = lambda m: float(train.cross_entropy(m, rows, mask).value)
    assert loss(taught) < 0.8 * loss(sft.open_chat(model, tokenizer))


@pytest.mark.forge
def test_nothing_is_forged_twice(tiny):
    before = {p: p.stat().st_mtime_ns for p in tiny.folder.iterdir()}
    tiny.run()
    assert {p: p.stat().st_mtime_ns for p in tiny.folder.iterdir()} == before


@pytest.mark.forge
def test_forging_again_gives_the_same_bytes(tiny, tmp_path):
    again = forge.Forge(tmp_path, forge.TINY, quiet=True)
    again.run(["sft"])
    assert checkpoint.read("sft", tmp_path) == checkpoint.read("sft", tiny.folder)


@pytest.mark.forge
def test_forging_in_memory_gives_the_same_bytes(tiny):
    """实验 from_scratch 走的路：不存盘，上一阶段的产物直接传给下一阶段；谁也不许就地改别人的。"""
    forged = {}
    for name, stage in STAGES.items():
        forged[name] = stage.make(forged, tiny.seed, **forge.TINY[name])
    assert all(checkpoint.pack(forged[name]) == checkpoint.read(name, tiny.folder) for name in STAGES)


@pytest.mark.forge
def test_killed_in_the_middle_it_resumes_to_the_same_result(tiny, tmp_path):
    code = (
        "from xiaozhu import forge, train; import sys; train.SNAPSHOT_EVERY = 50;"
        "forge.Forge(sys.argv[1], forge.TINY, quiet=True).run(['pretrain'])"
    )
    process = subprocess.Popen([sys.executable, "-c", code, tmp_path], env=os.environ)
    snapshots = lambda: list(tmp_path.glob("*.snapshot.npz"))
    while not snapshots():
        assert process.poll() is None, "还没存过进度就结束了"
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "manifest.json").exists()
    forge.Forge(tmp_path, forge.TINY, quiet=True).run(["pretrain"])
    assert not snapshots()
    assert checkpoint.read("pretrain", tmp_path) == checkpoint.read("pretrain", tiny.folder)


# 断电的两个时刻：练到一半，与检查点写到一半。在子进程里真的杀掉自己，不给它收尾的机会。
POWER_CUTS = """
import os, signal, sys
from pathlib import Path
from xiaozhu import atomic, forge, reward, train

die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
def torn(path, data):
    Path(f"{path}.part").write_bytes(data[: len(data) // 2])
    die()

folder, stage, moment = sys.argv[1:]
if moment == "练到一半":
    train.AdamW.step = reward.collect_preferences = die  # 每个阶段都要走到其中一处
else:
    atomic.write = torn
forge.Forge(folder, forge.TINY, quiet=True).run([stage])
"""


@pytest.mark.forge
@pytest.mark.parametrize("stage", STAGES)
def test_power_cut_in_any_stage_resumes_to_the_same_result(tiny, tmp_path, stage):
    book = {
        s: e
        for s, e in checkpoint.manifest(tiny.folder).items()
        if s in STAGES and list(STAGES).index(s) < list(STAGES).index(stage)
    }
    for entry in book.values():
        (tmp_path / entry["file"]).write_bytes((tiny.folder / entry["file"]).read_bytes())
    (tmp_path / "manifest.json").write_text(json.dumps(book), "utf-8")
    for moment in ("练到一半", "写到一半"):
        died = subprocess.run(
            [sys.executable, "-c", POWER_CUTS, tmp_path, stage, moment], env={**os.environ, "PYTHONUTF8": "1"}
        )
        assert died.returncode == -signal.SIGKILL, moment
        assert checkpoint.manifest(tmp_path) == book, f"{moment}：断电的阶段不该记进清单"
    forge.Forge(tmp_path, forge.TINY, quiet=True).run([stage])
    assert checkpoint.read(stage, tmp_path) == checkpoint.read(stage, tiny.folder)


@pytest.mark.forge
def test_fresh_starts_over_and_an_interrupted_fresh_run_can_be_resumed(tiny, tmp_path):
    """库里自带合格的检查点，--fresh 到一半断了，不加 --fresh 再跑要接得上；再加 --fresh 则不捡旧的进度。"""
    for file in tiny.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    code = (
        "import os, signal, sys; from xiaozhu import forge, train; train.SNAPSHOT_EVERY = 50;"
        "forge.Forge._bar = lambda *_: lambda step, loss: step == 120 and os.kill(os.getpid(), signal.SIGKILL);"
        "forge.Forge(sys.argv[1], forge.TINY, quiet=True).run(['pretrain'], fresh=True)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], env=os.environ)
    made, steps = forge.Forge(tmp_path, forge.TINY, quiet=True), []
    assert made.stale("pretrain") == "还没铸过"
    made._bar = lambda *_: lambda step, loss: steps.append(step)
    made.run(["pretrain"])
    assert steps[0] == 100 and checkpoint.read("pretrain", tmp_path) == checkpoint.read("pretrain", tiny.folder)
    (tmp_path / "pretrain-00000000.snapshot.npz").write_bytes(b"old")
    made.run(["pretrain"], fresh=True)
    assert steps.count(0) == 1 and not list(tmp_path.glob("*.snapshot.npz"))


@pytest.mark.forge
def test_a_checkpoint_made_from_an_older_stage_is_refused(tiny, tmp_path):
    for file in tiny.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    book = checkpoint.manifest(tmp_path)
    book["sft"]["inputs"]["pretrain"] = "0" * 64
    (tmp_path / "manifest.json").write_text(json.dumps(book), "utf-8")
    with pytest.raises(checkpoint.CheckpointError, match="sft.npz 由旧的 pretrain 铸成，pretrain 已经换了"):
        checkpoint.load("sft", tmp_path)


HARMS = {
    "缺检查点 {}": lambda p: p.unlink(),
    "{} 残缺：应有": lambda p: p.write_bytes(p.read_bytes()[:-100]),
    "{} 的内容变了，校验和对不上": lambda p: p.write_bytes(
        p.read_bytes()[:99] + bytes([p.read_bytes()[99] ^ 1]) + p.read_bytes()[100:]
    ),
}


@pytest.mark.forge
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("said", HARMS)
def test_a_damaged_checkpoint_is_one_line(tiny, tmp_path, stage, said):
    file = checkpoint.manifest(tiny.folder)[stage]["file"]
    for name in ("manifest.json", file):
        (tmp_path / name).write_bytes((tiny.folder / name).read_bytes())
    HARMS[said](tmp_path / file)
    with pytest.raises(checkpoint.CheckpointError) as caught:
        checkpoint.read(stage, tmp_path)
    assert (
        said.format(file) in str(caught.value)
        and "python -m xiaozhu.forge" in str(caught.value)
        and "\n" not in str(caught.value)
    )


@pytest.mark.forge
def test_a_new_stage_can_be_added_as_contributing_says(tmp_path):
    """照 CONTRIBUTING.md「加一个训练阶段」走一遍：那里的代码原样能铸，改了就过期。"""
    shutil.copytree(ROOT / "xiaozhu", tmp_path / "xiaozhu", ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## 加一个训练阶段")[1].split("\n## ")[0]
    code = textwrap.dedent(section.split("```python")[1].split("```")[0]).replace("名字", "extra")
    new = tmp_path / "xiaozhu/stages/extra.py"
    new.write_text(f"from xiaozhu import sft\n{code}", "utf-8")
    for file, old, added in (
        ("stages/__init__.py", "import dpo", "import dpo, extra"),
        ("stages/__init__.py", '"grpo": grpo,', '"grpo": grpo, "extra": extra,'),
        ("forge.py", "TINY = {", 'TINY = {"extra": dict(lessons=20, steps=5),'),
    ):
        path = tmp_path / "xiaozhu" / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, added), "utf-8")
    forge = lambda: subprocess.run(
        [sys.executable, "-m", "xiaozhu.forge", "--tiny", "made", "extra"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    first = forge()
    assert "extra：还没铸过" in first.stdout, first.stderr
    assert (tmp_path / "made/extra.npz").exists() and forge().stdout == "pretrain：已铸好\nextra：已铸好\n"
    new.write_text(new.read_text("utf-8").replace("seed, steps=steps", "seed + 1, steps=steps"), "utf-8")
    assert forge().stdout == "pretrain：已铸好\nextra：源码变了\n"


def test_preferences_are_one_per_line_and_survive_the_round_trip():
    pairs = [["问「甲」", "成都", "full", "甲。", "乙！", 0.1 + 0.2], ["问乙", "北京", "short", "\n", '"', 1e-320]]
    data = checkpoint.pack(pairs)
    assert data.decode().count("\n") == len(pairs) + 2 and checkpoint.unpack(data) == pairs
    committed = checkpoint.read("preferences").decode().splitlines()
    assert len(committed) == forge.FULL["preferences"]["pairs"] + 2


def test_every_stage_comes_after_what_it_uses_and_has_a_tiny_recipe():
    for i, (name, stage) in enumerate(STAGES.items()):
        assert set(stage.INPUTS) <= set(list(STAGES)[:i]), name
        assert forge.TINY[name].keys() == stage.RECIPE.keys(), name


def test_a_stage_takes_only_what_it_declared():
    with pytest.raises(KeyError, match="用到了 pretrain，却没写进 INPUTS"):
        checkpoint.Made(allowed=("sft",))["pretrain"]


def test_the_committed_checkpoints_match_the_source():
    """源码改了而检查点没重铸，在这里说出来。"""
    made = forge.Forge()
    stale = {stage: reason for stage in STAGES if (reason := made.stale(stage))}
    assert not stale, f"{json.dumps(stale, ensure_ascii=False)}：运行 python -m xiaozhu.forge"


def test_an_unknown_stage_is_one_line():
    run = subprocess.run(
        [sys.executable, "-m", "xiaozhu.forge", "baking"], capture_output=True, text=True, encoding="utf-8"
    )
    assert (
        run.returncode
        and run.stderr.startswith("没有「baking」这个阶段，可选：pretrain")
        and run.stderr.count("\n") == 1
    )
