"""web/xiaozhu.test.mjs 的期望：一个模型的各种导出，与 Python 在它上面算出的答案。

单独运行（python -m tests.xiaozhu.browser_model）就印成 JSON。
"""

import base64
import json

import numpy as np
import pytest

from xiaozhu import chat, world
from xiaozhu.autograd import softmax
from xiaozhu.export import BITS, export
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import END, Tokenizer, UnknownCharacter

COLD = (5e-324, 1e-320, 1e-9, 1e-3)  # 小到归于贪心的温度
REFUSED = (-1, -1e-320, "1")


def make_tokenizer():
    return Tokenizer.train([t for t, _ in world.sample(3000, 0)], 60, world.SPARE)


def make_model(tokenizer):
    """权重取得大一些，增益也不全是一，RoPE 的底数不取缺省：哪一处算错都显得出来。"""
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=32, heads=4, ffn=64, base=500.0), 0, std=0.3)
    rng = np.random.default_rng(1)
    for name, tensor in model.parameters.items():
        if "norm" in name:
            tensor.value = (tensor.value + 0.3 * rng.standard_normal(tensor.value.shape)).astype(np.float32)
    return model


def make_prompts(tokenizer):
    texts = [chat.text_prompt(tokenizer, text) for text, _ in world.sample(4, 2)]
    return [*texts, chat.chat_prompt(tokenizer, "成都必去景点")]


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
    """每个提示之后的 logits，(提示数, V)。"""
    return np.array([model.step(np.array([ids]), [])[0] for ids in prompts])


def head(model, ids, top_p):
    """(留下的编号, 全部的概率)：从高到低留到概率之和达到 top_p 为止。"""
    p = softmax(logits_of(model.copy(np.float64), [ids])[0])
    order = np.argsort(-p)
    return order[: np.searchsorted(p[order].cumsum(), top_p) + 1].tolist(), p


def expectations(model, tokenizer, prompts):
    """node 测试要的输入与答案，一张能写成 JSON 的表。异常：AssertionError 一类，Python 自己该报的错没报。"""
    files = {bits: export(model, tokenizer, bits) for bits in BITS}
    eager = model.copy()
    eager.parameters["norm"].value[:] = 0  # logits 全是零：贪心取编号最小的，就是 END
    often = sorted({c for pair in tokenizer.merges for token in pair for c in token})
    shuffled = np.random.default_rng(4).choice(often, (300, 200))  # 乱序的字：合并的先后才要紧
    texts = ["", END, "<|user|>成都<|assistant|>", "。。（成都）", *(t for t, _ in world.sample(300, 7))]
    texts += ["".join(row) for row in shuffled]
    darts = lambda: np.random.default_rng(3)
    write = lambda ids, t: chat.sample(model, ids, 1, darts(), temperature=t, longest=20)[0]
    return {
        "files": files,
        "eager": export(eager, tokenizer),
        "prompts": prompts,
        "logits": {
            bits: logits_of(restored(model, json.loads(text)), prompts).tolist() for bits, text in files.items()
        },
        "singleLogits": logits_of(model, prompts).tolist(),
        "everyPosition": model.copy(np.float64)(np.array([prompts[0]])).value[0].tolist(),
        "texts": texts,
        "tokens": [tokenizer.encode(text) for text in texts],
        "textPrompt": chat.text_prompt(tokenizer, "成都"),
        "emptyPrompt": chat.text_prompt(tokenizer, ""),
        "chatPrompt": chat.chat_prompt(tokenizer, "成都必去景点"),
        "darts": darts().random(20).tolist(),
        "greedy": [write(ids, 0) for ids in prompts],
        "drawn": [write(ids, 0.7) for ids in prompts],
        "cold": [{"temperature": t, "written": [write(ids, t) for ids in prompts]} for t in COLD],
        "refused": [{"temperature": t, "said": refusal(model, t)} for t in REFUSED],
        "head": head(model, prompts[0], 0.2)[0],
        "unknown": {text: unknown(tokenizer, text) for text in ("成都龘", "<|end|>成都，😀😀", "龘")},
    }


def refusal(model, temperature):
    """Python 拒绝这个温度时说的话。"""
    with pytest.raises(ValueError, match="温度要是一个不小于零的数，给的是 ") as caught:
        chat.sample(model, [0], 1, np.random.default_rng(0), temperature=temperature)
    return str(caught.value)


def unknown(tokenizer, text):
    """Python 遇上没有的字时说的话。"""
    with pytest.raises(UnknownCharacter) as caught:
        tokenizer.encode(text)
    return str(caught.value)


def main():
    tokenizer = make_tokenizer()
    print(json.dumps(expectations(make_model(tokenizer), tokenizer, make_prompts(tokenizer))))


if __name__ == "__main__":
    main()
