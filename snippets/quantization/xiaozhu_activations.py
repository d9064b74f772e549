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


def gather(source, texts=prompts):
    """{矩阵: (词元, 维) 吃进去的数}，每篇的词元依次排。"""
    seen = {}
    model = watch(source, lambda x, name: seen.setdefault(name, []).append(x.reshape(len(x[0]), len(x.T))) or x)
    for ids in texts:
        model.hidden(np.array([ids]))
    return {name: np.concatenate(rows) for name, rows in seen.items()}


def widest(rows):
    """最宽的一维是各维中位数的几倍。"""
    columns = np.sqrt((rows**2).mean(0))
    return columns.max() / np.median(columns)


def shuffle(seed):
    """每个矩阵里的数打乱次序。"""
    model, rng = base.copy(), np.random.default_rng(seed)
    for tensor in model.parameters.values():
        tensor.value = rng.permutation(tensor.value.ravel()).reshape(tensor.value.shape)
    return model


def most(models):
    """{矩阵: 最宽的一维是中位数的几倍，这几份模型里最大的}。"""
    each = [{name: widest(rows) for name, rows in gather(m, prompts[:50]).items()} for m in models]
    return {name: max(e[name] for e in each) for name in found}


found = gather(base)
untrained, mixed = most(Model.initialize(base.config, s) for s in range(8)), most(map(shuffle, range(8)))
print("练好的｜没练的，八份里最大的｜权重打乱的，八份里最大的")
for name, rows in found.items():
    print(f"{widest(rows):5.1f}｜{untrained[name]:.1f}｜{mixed[name]:.1f}　{name}")


def along(ids, matrix="0.down"):
    """这个矩阵吃进去的最宽的那一维，在这串词元上各是多少，不论正负。"""
    seen = {}
    dimension = np.sqrt((found[matrix] ** 2).mean(0)).argmax()
    watch(base, lambda x, name: seen.setdefault(name, x) if name == matrix else x).hidden(np.array([ids]))
    return np.abs(seen[matrix].T[dimension].ravel())


lead = len(tokenizer.encode(END))
marked = [along(ids) for ids in prompts]
bare = [along(ids[lead:]) for ids in prompts]  # 对照：去掉开头的标记
middle = [along(ids[lead:] + ids)[len(ids[lead:])] for ids in prompts]  # 对照：标记放在两篇中间
mark, rest = np.mean([a[:lead] for a in marked]), np.mean(np.concatenate([a[lead:] for a in marked]))
print(f"第一层前馈最宽的那一维：开头的标记 {mark:.2f}，正文 {rest:.2f}；标记放在中间 {np.mean(middle):.2f}；")
print(f"去掉标记，打头的词元 {np.mean([a[:lead] for a in bare]):.2f}")
second = [along(ids, "1.down") for ids in prompts]
second_mark, second_top = np.mean([a[:lead] for a in second]), np.max([a[lead:].max() for a in second])
print(f"第二层的那一维：开头的标记 {second_mark:.2f}，正文里最大的 {second_top:.1f}")


def cost(where, bits, share, wide=1):
    """where(矩阵名) 的激活压到 bits 位，每篇多几奈特。share：几个数共用一个刻度，「每个矩阵」「每个词元」「每一维」。

    wide：手造的离群维，每个矩阵吃进去的第一维大几倍（权重除回去，不压时分毫不变）。
    """
    levels = 2 ** (bits - 1) - 1

    def look(x, name):
        if not where(name):
            return x
        stretch = np.where(np.arange(x.shape[-1]), 1, wide)
        x, known = x * stretch, np.abs(found[name] * stretch)
        top = {"每个矩阵": known.max(), "每个词元": np.abs(x).max(-1, keepdims=True), "每一维": known.max(0)}[share]
        scale = top / levels
        return (np.clip(np.rint(x / scale), -levels, levels) * scale / stretch).astype(np.float32)

    return (train.negative_log_likelihood(watch(base, look), exam) - plain).mean()


plain = train.negative_log_likelihood(base, exam)
FOUR, EIGHT = 4, 8
down, others, every = (lambda n: n.endswith("down")), (lambda n: not n.endswith("down")), bool
print("每篇多几奈特：只压前馈中间｜只压别处｜都压")
for bits in (EIGHT, FOUR):
    for share in ("每个矩阵", "每个词元", "每一维"):
        print(
            "　".join(f"{cost(where, bits, share):.3f}" for where in (down, others, every)),
            f"{bits} 位，{share}一个刻度",
        )
WIDE = 40
made = {share: cost(every, FOUR, share, WIDE) for share in ("每个词元", "每一维")}
print(f"手造一维，在每个词元上都大 {WIDE} 倍，全压到四位：", "　".join(f"{s}一个 {c:.3f}" for s, c in made.items()))
print(f"widest={max(map(widest, found.values())):.0f}")
print(f"untrained={max(untrained.values()):.0f}")
print(f"mixed={max(mixed.values()):.0f}")
print(f"elsewhere={max(widest(rows) for name, rows in found.items() if others(name)):.1f}")
print(f"mark={mark:.0f}")
print(f"rest={rest:.1f}")
print(f"middle={np.mean(middle):.0f}")
print(f"bare={np.mean([a[:lead] for a in bare]):.1f}")
print(f"down={cost(down, FOUR, '每个矩阵'):.1f}")
print(f"others={cost(others, FOUR, '每个矩阵'):.1f}")
print(f"per_token={cost(every, FOUR, '每个词元'):.2f}")
print(f"eight={cost(every, EIGHT, '每个矩阵'):.2f}")
print(f"second_mark={second_mark:.0f}")
print(f"second_top={second_top:.0f}")
print(f"made_token={made['每个词元']:.0f}")
print(f"made_axis={made['每一维']:.2f}")
