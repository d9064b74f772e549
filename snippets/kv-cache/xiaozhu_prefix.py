"""只改提示里的一个词，后面各词存下的键与值变了多少：小铸逐层逐位量，连几个本来能推翻它的对照。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.autograd import rotate
from xiaozhu.chat import text_prompt
from xiaozhu.world import CITIES

model, tokenizer = checkpoint.load("pretrain")
deaf = model.copy()  # 对照：第一层的注意力不往外写，别的不动
deaf.parameters["0.o"].value[:] = 0
cities = list(CITIES)


def prompts(cities, last="苏州", before=""):
    """每座城一句，只有城名不同；末尾说 last，最前面再插一段 before。(N, T) 编号。"""
    return np.array([text_prompt(tokenizer, f"{before}明天{c}下雨，出门记得打伞。小明住在{last}") for c in cities])


def caches(ids, model=model):
    """每层 (转过的键, 没转过的键, 值)，各 (N, 头, T, 宽)。"""
    cache, at = [], np.arange(ids.shape[1])
    model.step(ids, cache)
    return [(k, rotate(k, -at, model.frequencies), v) for k, v in cache]


def change(old, new, rows, shift=0):
    """rows 里各词平均变了几成：差的长度除以原来的长度。new 里同一个词往后挪了 shift 位。"""
    a, b = old[:, :, rows], new[:, :, [r + shift for r in rows]]
    norm = lambda x: np.sqrt((x**2).sum((1, 3)))
    return float((norm(a - b) / norm(a)).mean())


asked = prompts(cities)
place, last = len(text_prompt(tokenizer, "明天")), asked.shape[1] - 1  # 城名与最末一个词的位置
start, after, before = caches(asked), list(range(place + 1, last + 1)), list(range(place))
swapped = caches(prompts(cities[1:] + cities[:1]))  # 句首的城名换成下一座，后面一字不动
ended = caches(prompts(cities, "昆明"))  # 只换最末一个词
inserted = caches(prompts(cities, before="我记得"))  # 最前面多一个词：后面每个词的位置都挪了一位
muted, muted_swapped = caches(asked, deaf), caches(prompts(cities[1:] + cities[:1]), deaf)
muted_inserted = caches(prompts(cities, before="我记得"), deaf)
same = list(range(1, last + 1))  # 开头的标记之外，插词前后都在的那些

KINDS = ("转过的键", "没转的键", "值")
for label, old, new, rows, shift in (
    ("换句首的城名，看后面各词", start, swapped, after, 0),
    ("换句首的城名，看前面各词", start, swapped, before, 0),
    ("同上，关掉第一层的注意力，看后面", muted, muted_swapped, after, 0),
    ("换最末一个词，看前面各词", start, ended, list(range(last)), 0),
    ("换最末一个词，看它自己", start, ended, [last], 0),
    ("最前面插一个词，看后面各词", start, inserted, same, 1),
    ("同上，关掉第一层的注意力", muted, muted_inserted, same, 1),
):
    print(label)
    for layer in range(model.config.layers):
        cells = (f"{k} {change(old[layer][i], new[layer][i], rows, shift):.4f}" for i, k in enumerate(KINDS))
        print(f"　第 {'一二'[layer]} 层：", "　".join(cells))

key, plain, value = range(3)
print(f"first_key={change(start[0][key], swapped[0][key], after):.4f}")
print(f"first_value={change(start[0][value], swapped[0][value], after):.4f}")
print(f"second_key={change(start[1][key], swapped[1][key], after):.2f}")
print(f"second_value={change(start[1][value], swapped[1][value], after):.2f}")
print(f"muted_value={change(muted[1][value], muted_swapped[1][value], after):.4f}")
print(f"ended_value={change(start[1][value], ended[1][value], list(range(last))):.4f}")
print(f"shifted_key={change(start[0][key], inserted[0][key], same, 1):.2f}")
print(f"shifted_plain={change(start[0][plain], inserted[0][plain], same, 1):.4f}")
print(f"shifted_second={change(start[1][plain], inserted[1][plain], same, 1):.2f}")
print(f"own_key={change(start[1][key], ended[1][key], [last]):.2f}")  # 尺子：一个词整个换掉，它自己变多少
print(f"own_value={change(start[1][value], ended[1][value], [last]):.2f}")
