"""浏览器里的小铸：同一个模型导出，在 Node 里跑 web/xiaozhu.mjs，与 Python 对拍。"""

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.support import ROOT
from xiaozhu import chat, sft, world
from xiaozhu.autograd import softmax
from xiaozhu.export import BITS, export, merge_lora
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import END, Tokenizer, UnknownCharacter

MODULE = ROOT / "web/xiaozhu.mjs"
CLOSE = 1e-9  # 两边都用双精度算，只差舍入


def node(body, **given):
    """在 Node 里跑一段函数体，返回它 return 的东西。given 的每一项在里面是一个同名常量。"""
    program = shutil.which("node", path=str(Path(sys.executable).parent))
    if not program:
        pytest.fail(f"{Path(sys.executable).parent} 里没有 node：按 requirements.txt 重装依赖", pytrace=False)
    source = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ Xiaozhu, CONTEXT }} from {json.dumps(MODULE.as_uri())};
        const {{ {", ".join(given)} }} = JSON.parse(readFileSync(0, "utf8"));
        const said = (action) => {{ try {{ action(); return null; }} catch (error) {{ return error.message; }} }};
        const last = (model, ids, cache = []) => Array.from(ids.map((id) => model.step(id, cache)).at(-1));
        console.log(JSON.stringify((() => {{ {body} }})()));
    """
    command = [program, "--input-type=module", "-e", source]
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        pytest.fail(run.stderr, pytrace=False)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.train([t for t, _ in world.sample(3000, 0)], 60, world.SPARE)


@pytest.fixture(scope="module")
def model(tokenizer):
    """权重取得大一些，增益也不全是一，RoPE 的底数不取缺省：哪一处算错都显得出来。"""
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=32, heads=4, ffn=64, base=500.0), 0, std=0.3)
    rng = np.random.default_rng(1)
    for name, tensor in model.parameters.items():
        if "norm" in name:
            tensor.value = (tensor.value + 0.3 * rng.standard_normal(tensor.value.shape)).astype(np.float32)
    return model


@pytest.fixture(scope="module")
def prompts(tokenizer):
    return [chat.text_prompt(tokenizer, text) for text, _ in world.sample(4, 2)] + [
        chat.chat_prompt(tokenizer, "成都必去景点")
    ]


def restored(model, file):
    """照 export.py 开头写的格式读回来的双精度模型，另写一遍：刻度、转置、精度都不借导出的代码。"""
    model, bits = model.copy(np.float64), file["bits"]
    for name, tensor in model.parameters.items():
        raw, shape = base64.b64decode(file["weights"][name]), tensor.value.T.shape
        if name == "embed":
            shape = shape[::-1]
        if tensor.value.ndim == 1 or bits == 32:
            value = np.frombuffer(raw, "<f4").reshape(shape)
        elif bits == 16:
            value = np.frombuffer(raw, "<f2").reshape(shape)
        else:
            scale = np.frombuffer(raw[: 4 * shape[0]], "<f4")[:, None]
            value = (np.frombuffer(raw[4 * shape[0] :], np.int8).reshape(shape) * scale).astype(np.float32)
        tensor.value = (value if name == "embed" else value.T).astype(np.float64)
    return model


def logits_of(model, prompts):
    return np.array([model.step(np.array([ids]), [])[0] for ids in prompts])


# —— 导出 ——


@pytest.mark.parametrize("bits, worst", [(32, 0), (16, 2**-11), (8, 1 / 250)])
def test_the_weights_survive_the_round_trip(model, tokenizer, bits, worst):
    """误差按每行最大的数计：float16 有十一位有效数字，int8 半个刻度约是 1/254。"""
    back = restored(model, json.loads(export(model, tokenizer, bits)))
    for name, tensor in model.parameters.items():
        rows = tensor.value if name == "embed" else tensor.value.T
        other = back.parameters[name].value if name == "embed" else back.parameters[name].value.T
        limit = 0 if rows.ndim == 1 else worst * np.abs(rows).max(-1, keepdims=True)
        assert (np.abs(rows - other) <= limit).all(), name


def test_lora_is_merged_before_export(model, tokenizer, prompts):
    lora = sft.add_lora(model, 2, 0)
    rng = np.random.default_rng(2)
    for name, tensor in lora.parameters.items():
        if name.endswith(".B"):
            tensor.value = (0.2 * rng.standard_normal(tensor.value.shape)).astype(np.float32)
    merged = merge_lora(lora)
    assert merged.parameters.keys() == model.parameters.keys()
    assert logits_of(merged, prompts) == pytest.approx(logits_of(lora, prompts), abs=1e-4)
    assert np.abs(logits_of(lora, prompts) - logits_of(model, prompts)).max() > 0.1
    assert export(lora, tokenizer) == export(merged, tokenizer) != export(model, tokenizer)


def test_a_bad_export_is_one_line(model, tokenizer):
    infinite, reward = model.copy(), model.copy()
    infinite.parameters["0.q"].value[0, 0] = 1e6
    reward.parameters["score"] = reward.parameters["norm"]
    for arguments, message in [
        ((model, tokenizer, 4), "位数只能是 32、16、8，给的是 4"),
        ((model, Tokenizer("甲", [])), "分词器有 4 个词元，模型的词表却是"),
        ((reward, tokenizer), "用不上参数 score"),
        ((infinite, tokenizer, 16), "参数 0.q 里有太大的数、无穷或 NaN，放不进 16 位"),
    ]:
        with pytest.raises(ValueError) as caught:
            export(*arguments)
        assert message in str(caught.value) and "\n" not in str(caught.value)


# —— 前向 ——


@pytest.mark.parametrize("bits", BITS)
def test_the_same_logits_as_python(model, tokenizer, prompts, bits):
    text = export(model, tokenizer, bits)
    found = node(
        "const model = new Xiaozhu(text); return prompts.map((ids) => last(model, ids));", text=text, prompts=prompts
    )
    assert found == pytest.approx(logits_of(restored(model, json.loads(text)), prompts), abs=CLOSE)
    if bits == 32:
        assert found == pytest.approx(logits_of(model, prompts), abs=1e-4)


def test_the_kv_cache_changes_nothing(model, tokenizer, prompts):
    """每个位置都从头重算一遍：与 Python 不用缓存的前向比，也与自己比。"""
    body = """
        const model = new Xiaozhu(text), cache = [];
        const grown = ids.map((id) => Array.from(model.step(id, cache)));
        const afresh = ids.map((_, t) => last(model, ids.slice(0, t + 1)));
        return { grown, afresh, length: cache[0].keys.length };
    """
    found = node(body, text=export(model, tokenizer, 32), ids=prompts[0])
    assert found["grown"] == found["afresh"] and found["length"] == len(prompts[0])
    assert found["grown"] == pytest.approx(model.copy(np.float64)(np.array([prompts[0]])).value[0], abs=CLOSE)


def test_a_parsed_object_works_too(model, tokenizer):
    body = "return [text, JSON.parse(text)].map((json) => last(new Xiaozhu(json), [0]));"
    whole, parsed = node(body, text=export(model, tokenizer))
    assert whole == parsed


# —— 分词 ——


def test_the_same_tokens_as_python(model, tokenizer):
    texts = ["", END, "<|user|>成都<|assistant|>", "。。（成都）", *(t for t, _ in world.sample(300, 7))]
    often = sorted({c for pair in tokenizer.merges for token in pair for c in token})
    texts += ["".join(row) for row in np.random.default_rng(4).choice(often, (300, 200))]  # 乱序的字：合并的先后才要紧
    body = """
        const model = new Xiaozhu(text), ids = texts.map((t) => model.encode(t));
        return {
          ids, back: ids.map((i) => model.decode(i)),
          continued: model.textPrompt("成都"), empty: model.textPrompt(""), asked: model.chatPrompt("成都必去景点"),
        };
    """
    found = node(body, text=export(model, tokenizer), texts=texts)
    assert found["ids"] == [tokenizer.encode(t) for t in texts]
    assert found["back"] == texts
    assert found["continued"] == chat.text_prompt(tokenizer, "成都")
    assert found["empty"] == chat.text_prompt(tokenizer, "") == [0]
    assert found["asked"] == chat.chat_prompt(tokenizer, "成都必去景点")


# —— 生成 ——


def test_the_same_text_as_python(model, tokenizer, prompts):
    """温度零与贪心一致；给同一串随机数，抽出来的也一致。"""
    body = """
        const model = new Xiaozhu(text);
        const write = (ids, knobs) => [...model.generate(ids, { longest: 20, ...knobs })];
        const replay = () => { let i = 0; return () => numbers[i++]; };
        return {
          greedy: prompts.map((ids) => write(ids, { temperature: 0 })),
          drawn: prompts.map((ids) => write(ids, { temperature: 0.7, random: replay() })),
        };
    """
    numbers = np.random.default_rng(3).random(20).tolist()
    found = node(body, text=export(model, tokenizer, 32), prompts=prompts, numbers=numbers)
    write = lambda ids, temperature: chat.sample(
        model, ids, 1, np.random.default_rng(3), temperature=temperature, longest=20
    )[0]
    assert found["greedy"] == [write(ids, 0) for ids in prompts]
    assert found["drawn"] == [write(ids, 0.7) for ids in prompts]


@pytest.mark.parametrize("temperature", [5e-324, 1e-320, 1e-9, 1e-3])
def test_a_tiny_temperature_is_greedy_on_both_sides(model, tokenizer, prompts, temperature):
    numbers = np.random.default_rng(3).random(20).tolist()
    body = """
        const model = new Xiaozhu(text);
        return prompts.map((ids) => {
          let i = 0;
          return [...model.generate(ids, { longest: 20, temperature, random: () => numbers[i++] })];
        });
    """
    text = export(model, tokenizer, 32)
    found = node(body, text=text, prompts=prompts, numbers=numbers, temperature=temperature)
    write = lambda ids, t: chat.sample(model, ids, 1, np.random.default_rng(3), temperature=t, longest=20)[0]
    assert found == [write(ids, temperature) for ids in prompts] == [write(ids, 0) for ids in prompts]
    assert all(found)


@pytest.mark.parametrize("temperature", [-1, -1e-320, "1"])
def test_a_bad_temperature_is_the_same_line_on_both_sides(model, tokenizer, temperature):
    body = "return said(() => new Xiaozhu(text).generate([0], { temperature }).next());"
    with pytest.raises(ValueError, match="温度要是一个不小于零的数，给的是 ") as caught:
        chat.sample(model, [0], 1, np.random.default_rng(0), temperature=temperature)
    assert node(body, text=export(model, tokenizer), temperature=temperature) == str(caught.value)


def test_infinite_and_undefined_temperatures_are_refused_on_both_sides(model, tokenizer):
    body = """
        const model = new Xiaozhu(text), run = (temperature) => said(() => model.generate([0], { temperature }).next());
        return [run(Infinity), run(NaN)];
    """
    assert all(line.startswith("温度要是一个不小于零的数") for line in node(body, text=export(model, tokenizer)))
    for temperature in (float("inf"), float("nan")):
        with pytest.raises(ValueError, match="温度要是一个不小于零的数"):
            chat.sample(model, [0], 1, np.random.default_rng(0), temperature=temperature)


def test_generation_stops_where_it_should(model, tokenizer):
    """写到 END 就停，不产出它；写满 longest 或上下文满了也停，不报错。"""
    eager = model.copy()
    eager.parameters["norm"].value[:] = 0  # logits 全是零：贪心取编号最小的，就是 END
    body = """
        const model = new Xiaozhu(text), at = (n) => Array(n).fill(5);
        const count = (ids, knobs) => [...model.generate(ids, { temperature: 0, ...knobs })].length;
        return [
          [...new Xiaozhu(eager).generate([0], { temperature: 0 })].length,
          count([0, 5], { longest: 0 }), count(at(CONTEXT), {}), count(at(CONTEXT - 1), {}) <= 1, CONTEXT,
        ];
    """
    assert node(body, text=export(model, tokenizer), eager=export(eager, tokenizer)) == [0, 0, 0, True, 256]


def test_top_p_keeps_the_head_of_the_distribution(model, tokenizer, prompts):
    """镖从头到尾挨着扔一遍：落点恰好是从高到低留到和达到 p 为止的那几个。"""
    body = """
        const model = new Xiaozhu(text), found = new Set();
        for (let dart = 0; dart < 1; dart += 1 / 500)
          for (const id of model.generate(ids, { longest: 1, topP: 0.2, random: () => dart })) found.add(id);
        return [...found];
    """
    p = softmax(logits_of(model.copy(np.float64), prompts[:1])[0])
    order = np.argsort(-p)
    kept = order[: np.searchsorted(p[order].cumsum(), 0.2) + 1].tolist()
    assert 3 < len(kept) < 20 and 0 not in kept and p[kept].min() > 1 / 500
    assert sorted(node(body, text=export(model, tokenizer, 32), ids=prompts[0])) == sorted(kept)


# —— 坏输入 ——


def test_bad_input_is_one_line(model, tokenizer):
    body = """
        const model = new Xiaozhu(text), run = (ids, knobs) => said(() => model.generate(ids, knobs).next());
        const cache = [], full = Array(CONTEXT).fill(5);
        full.forEach((id) => model.step(id, cache));
        return {
          unknown: [said(() => model.encode("成都龘")), said(() => model.encode("<|end|>成都，😀😀")), said(() => model.chatPrompt("龘"))],
          others: [said(() => model.step(5, cache)), run([...full, 5]), run([]), run([9999]), said(() => model.decode([-1])),
                   run([0], { temperature: -1 }), run([0], { temperature: "1" }), run([0], { topP: 0 })],
        };
    """
    found = node(body, text=export(model, tokenizer))
    for message, text in zip(found["unknown"], ("成都龘", "<|end|>成都，😀😀", "龘")):
        with pytest.raises(UnknownCharacter) as caught:
            tokenizer.encode(text)
        assert message == str(caught.value)
    last = len(tokenizer.vocabulary) - 1
    assert found["others"] == [
        "太长了：小铸一次最多读 256 个词元",
        "太长了：提示有 257 个词元，小铸一次最多读 256 个词元",
        "提示是空的：至少要有一个词元",
        f"没有编号 9999：词表的编号是 0 到 {last}",
        f"没有编号 -1：词表的编号是 0 到 {last}",
        "温度要是一个不小于零的数，给的是 -1",
        "温度要是一个不小于零的数，给的是 1",
        "topP 要是一个大于零的数",
    ]


def test_a_broken_file_is_one_line(model, tokenizer):
    text = export(model, tokenizer)
    file = json.loads(text)
    harmed = lambda **change: json.dumps(file | change)
    config = lambda **change: harmed(config=file["config"] | change)
    weights = lambda **change: harmed(weights=file["weights"] | change)
    cases = [
        (text[:-100], "不是完整的 JSON"),
        ("null", "缺 bits"),
        ("{}", "缺 bits"),
        (json.dumps({k: v for k, v in file.items() if k != "weights"}), "缺 weights"),
        (harmed(bits=4), "bits 只能是 32、16、8，写的是 4"),
        (harmed(bits=16), "权重 embed 应有"),
        (harmed(characters=[]), "characters 要是一个字符串"),
        (harmed(merges=[["上"]]), "merges 的每一项要是两个字符串"),
        (harmed(merges=[]), "词表应有"),
        (harmed(weights={}), "缺权重 embed"),
        (config(d="32"), "config 的 d 要是正整数"),
        (config(base=None), "config 的 base 要是正数"),
        (config(heads=5), "宽度 32 分不成 5 个头"),
        (config(layers=10**9), "缺权重 2.norm1"),
        (weights(norm=file["weights"]["norm"][:-4]), "权重 norm 应有 128 字节，实有 "),
        (weights(norm="!"), "权重 norm 不是 base64"),
    ]
    found = node("return files.map((file) => said(() => new Xiaozhu(file)));", files=[file for file, _ in cases])
    for message, (_, expected) in zip(found, cases):
        assert message is not None and message.startswith(f"小铸的模型文件坏了：{expected}") and "\n" not in message
