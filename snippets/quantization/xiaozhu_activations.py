"""离群值不在权重里，在激活里：小铸的每个矩阵吃进去的数，最宽的一维是各维中位数的几倍；激活也压到四位，赔多少损失。"""

import numpy as np

from xiaozhu import checkpoint, train, world
from xiaozhu.autograd import Tensor
from xiaozhu.chat import text_prompt
from xiaozhu.model import Model
from xiaozhu.tokenizer import END

base, tokenizer = checkpoint.load("pretrain")
prompts = [text_prompt(tokenizer, text) for text, _ in world.sample(200, 9)]
exam = [tokenizer.encode(END + text + END) for text, _ in world.sample(200, 5)]


class Watched(Model):
    """每个矩阵吃进去的数，先交给 look 过目：返回什么，就用什么。"""

    def linear(self, x, name):
        return super().linear(Tensor(self.look(x.value, name)), name)


def watch(source, look):
    """source 的一份，接上 look。"""
    model = Watched(base.config, source.parameters, base.frequencies)
    model.look = look
    return model


def gather(source):
    """{矩阵: (词元, 维) 吃进去的数}，每篇的词元依次排。"""
    seen = {}
    model = watch(source, lambda x, name: seen.setdefault(name, []).append(x.reshape(len(x[0]), len(x.T))) or x)
    for ids in prompts:
        model.hidden(np.array([ids]))
    return {name: np.concatenate(rows) for name, rows in seen.items()}


def widest(rows):
    """最宽的一维是各维中位数的几倍。"""
    columns = np.sqrt((rows**2).mean(0))
    return columns.max() / np.median(columns)


shuffled, rng = base.copy(), np.random.default_rng(0)
for tensor in shuffled.parameters.values():
    tensor.value = rng.permutation(tensor.value.ravel()).reshape(tensor.value.shape)
found, untrained, mixed = (gather(m) for m in (base, Model.initialize(base.config, 0), shuffled))
print("练好的｜没练的｜权重打乱的")
for name, rows in found.items():
    print(f"{widest(rows):5.1f}｜{widest(untrained[name]):.1f}｜{widest(mixed[name]):.1f}　{name}")

dimension = np.sqrt((found["0.down"] ** 2).mean(0)).argmax()


def along(ids):
    """第一层前馈最宽的那一维，在这串词元上各是多少，不论正负。"""
    seen = {}
    watch(base, lambda x, name: seen.setdefault(name, x) if name == "0.down" else x).hidden(np.array([ids]))
    return np.abs(seen["0.down"].T[dimension].ravel())


lead = len(tokenizer.encode(END))
marked = [along(ids) for ids in prompts]
bare = [along(ids[lead:]) for ids in prompts]  # 对照：去掉开头的标记
middle = [along(ids[lead:] + ids)[len(ids[lead:])] for ids in prompts]  # 对照：标记放在两篇中间
mark, rest = np.mean([a[:lead] for a in marked]), np.mean(np.concatenate([a[lead:] for a in marked]))
print(f"第一层前馈最宽的那一维：开头的标记 {mark:.2f}，正文 {rest:.2f}；标记放在中间 {np.mean(middle):.2f}；")
print(f"去掉标记，打头的词元 {np.mean([a[:lead] for a in bare]):.2f}")


def cost(where, bits, per_token):
    """where(矩阵名) 的激活压到 bits 位，每篇多几奈特。刻度：每个词元一个，或整个矩阵一个（按 found 里最大的定）。"""
    levels = 2 ** (bits - 1) - 1

    def look(x, name):
        if not where(name):
            return x
        top = np.abs(x).max(-1, keepdims=True) if per_token else np.abs(found[name]).max()
        scale = top / levels
        return (np.clip(np.rint(x / scale), -levels, levels) * scale).astype(x.dtype)

    return (train.negative_log_likelihood(watch(base, look), exam) - plain).mean()


plain = train.negative_log_likelihood(base, exam)
FOUR, EIGHT = 4, 8
down, others, every = (lambda n: n.endswith("down")), (lambda n: not n.endswith("down")), bool
print("每篇多几奈特：只压前馈中间｜只压别处｜都压")
for bits in (EIGHT, FOUR):
    for per_token, label in ((False, "整个矩阵一个刻度"), (True, "每个词元一个刻度")):
        print(
            "　".join(f"{cost(where, bits, per_token):.3f}" for where in (down, others, every)), f"{bits} 位，{label}"
        )
print(f"widest={max(map(widest, found.values())):.0f}")
print(f"untrained={max(map(widest, untrained.values())):.0f}")
print(f"mixed={max(map(widest, mixed.values())):.0f}")
print(f"elsewhere={max(widest(rows) for name, rows in found.items() if others(name)):.1f}")
print(f"mark={mark:.0f}")
print(f"rest={rest:.1f}")
print(f"middle={np.mean(middle):.0f}")
print(f"bare={np.mean([a[:lead] for a in bare]):.1f}")
print(f"down={cost(down, FOUR, False):.1f}")
print(f"others={cost(others, FOUR, False):.1f}")
print(f"per_token={cost(every, FOUR, True):.2f}")
print(f"eight={cost(every, EIGHT, False):.2f}")
