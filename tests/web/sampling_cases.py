"""<soul-sampler>：sampler.py 剪完剩谁、各占多少、一镖落在谁头上；小铸的三句话与专挑边角的几组 logits。"""

import contextlib
import inspect
import io
import itertools
import math
import runpy

from bookkit import ROOT

TEXTS = ("今天来", "今天来成都出差了。我在", "南北方向上，成都比昆明")  # web/soul-sampler.mjs 里的三句
SMALL = {
    "片段的": [4.0, 3.2, 2.4, 1.5, 0.2],
    "平手": [1.0, 2.0, 2.0, 1.0, 2.0],
    "全平": [0.0, 0.0, 0.0, 0.0],
    "只有一个": [-3.0],
    "很悬殊": [0.0, 900.0, -900.0],
    "一个也没有": [],
}
EDGES = {
    "temperature": [-1, -5e-324, -0.0, 0, 5e-324, 1e-320, 1e-9, 0.5, 1, 2, math.inf, math.nan],
    "k": [-9, -1, 0, 1, 2, 4, 5, 99, 1.5, math.inf, math.nan],
    "p": [-0.5, 0, 1e-9, 0.25, 0.5, 0.75, 0.9, 1, 1.5, math.inf, math.nan],
    "ratio": [-1, 0, 0.2, 0.5, 1, 1.5, math.nan],
}
TOGETHER = [
    dict(zip(("temperature", "k", "p", "ratio"), knobs))
    for knobs in itertools.product((0, 0.2, 1, 2), (0, 1, 4, 20), (0, 0.55, 0.85, 0.99), (0, 0.03, 0.3))
]


def cases():
    """kept 是 [logits 的名字, 旋钮, 先剪吗, [[编号, 概率]] 或 null（坏输入）]；draws 是镖与它落在谁头上。"""
    with contextlib.redirect_stdout(io.StringIO()):
        snippet = {name: runpy.run_path(ROOT / f"snippets/sampling/{name}.py") for name in ("sampler", "temperature")}
        cut = runpy.run_path(ROOT / "snippets/sampling/truncation.py")
    logits = SMALL | spoken()
    alone = [{knob: value} for knob, values in EDGES.items() for value in values]
    greedy = [{"temperature": 0, "k": 1.5}, {"temperature": 0, "ratio": 2}, {"temperature": 2}, {}]
    kept = [
        [name, knobs, first, keep(snippet, scores, first, **knobs)]
        for name, scores in logits.items()
        for knobs in (alone + greedy if name in SMALL else TOGETHER)
        for first in (False, True)
    ]
    return {
        "logits": written(logits),
        "kept": written(kept),
        "draws": draws(snippet["sampler"]["sample"]),
        "scissors": scissors(cut),
        "random": {seed: list(itertools.islice(mulberry32(seed), 8)) for seed in (0, 1, 7, 2**31, 2**32 - 1)},
    }


def spoken():
    """小铸读完每一句之后的 logits，用浏览器里的那一份算。"""
    import numpy as np

    from bookkit import hooks
    from tests.xiaozhu.browser_model import restored
    from xiaozhu import chat, checkpoint

    base, tokenizer = checkpoint.load("pretrain")
    model = restored(base, hooks.models()["pretrain"])
    read = lambda text: model.step(np.array([chat.text_prompt(tokenizer, text)]), [])[0]
    return {text: [float(z) for z in read(text)] for text in TEXTS}


class Spy:
    """扔一镖，顺便记下片段剪完剩了谁：sample 只说抽中了谁。"""

    def __init__(self, dart=0.0):
        self.dart, self.seen = dart, None

    def random(self):
        inside = inspect.currentframe().f_back.f_locals
        self.seen = {word: inside["odds"][word] for word in inside["kept"]}
        return self.dart


def keep(snippet, scores, cut_first, temperature=1, **knobs):
    """片段留下的 [[编号, 概率]]；坏输入是 None：片段报错、一个也不剩，或温度不对。

    片段不查温度：是负的，名次就倒过来。网页照 xiaozhu.chat.sample 的办法，当场拒绝。
    """
    sample, softmax = snippet["sampler"]["sample"], snippet["temperature"]["softmax"]
    table = dict(enumerate(scores))
    if not temperature >= 0:
        return None
    try:
        spy = Spy()
        word = sample(table, spy, temperature, **knobs)
        if temperature == 0:
            return [[word, 1.0]]
        if cut_first:
            sample(table, spy, 1, **knobs)
            p = softmax([table[w] for w in spy.seen], temperature) if spy.seen else []
        else:
            p = [odds / sum(spy.seen.values()) for odds in spy.seen.values()]
        return [list(pair) for pair in zip(spy.seen, p)] or None
    except (ValueError, TypeError, UnboundLocalError):
        return None


def draws(sample):
    """剪与不剪，镖从零扔到顶，也扔在两段的交界：[logits 的名字, 旋钮, 镖, 编号]。"""
    darts = [0.0, 0.25, 0.5, 0.9, 0.99, math.nextafter(1, 0), 1.0, *itertools.islice(mulberry32(3), 40)]
    return [
        [name, knobs, dart, sample(dict(enumerate(SMALL[name])), Spy(dart), **knobs)]
        for name in ("片段的", "全平")
        for knobs in ({}, {"temperature": 2, "p": 0.9}, {"temperature": 0.2}, {"k": 1}, {"temperature": 0})
        for dart in darts
    ]


def scissors(cut):
    """truncation.py 的三把剪刀，各剪两根尾巴：[概率, 旋钮, 留下的编号]。"""
    return [
        [list(words.values()), {knob: cut[knob]}, [list(words).index(w) for w in cut[name](words, cut[knob])]]
        for words in (cut["peaked"], cut["flat"])
        for name, knob in (("top_k", "k"), ("top_p", "p"), ("min_p", "ratio"))
    ]


def mulberry32(seed):
    """Tommy Ettinger 的 mulberry32，三十二位无符号整数的写法。"""
    mask = 2**32 - 1
    while True:
        seed = (seed + 0x6D2B79F5) & mask
        t = (seed ^ seed >> 15) * (seed | 1) & mask
        t ^= (t + (t ^ t >> 7) * (t | 61)) & mask
        yield (t ^ t >> 14) / 2**32


def written(value):
    """JSON 写不出的数写成字：NaN、Infinity。"""
    if isinstance(value, dict):
        return {name: written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [written(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "NaN", "inf": "Infinity"}[str(value)]
    return value
