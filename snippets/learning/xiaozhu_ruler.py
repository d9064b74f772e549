"""一把尺：同一批没练过的短文，几种猜法平均每个词元各错多少；最下面是真实熵，谁也低不过它。"""

from collections import Counter
from math import log

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.model import Model
from xiaozhu.tokenizer import END
from xiaozhu.train import negative_log_likelihood

trained, tokenizer = checkpoint.load("pretrain")
blank = Model.initialize(trained.config, seed=0)
V = len(tokenizer.vocabulary)
encode = lambda texts: [tokenizer.encode(END + text + END) for text, _ in texts]
study, exam = encode(world.sample(20_000, 1)), world.sample(1000, 2)
papers = encode(exam)
tokens = sum(len(ids) - 1 for ids in papers)  # 每篇从 END 之后写起，连收尾的 END 一起猜

# 数出来的次数各加一点（一与百分之一），免得没见过的概率是零
single, pair = Counter(), Counter()
for ids in study:
    single.update(ids[1:])
    pair.update(zip(ids, ids[1:]))
seen = Counter(a for a, _ in pair.elements())
by_frequency = lambda a, b: (single[b] + 1) / (single.total() + V)
by_previous = lambda a, b: (pair[a, b] + 0.01) / (seen[a] + 0.01 * V)


def counted(probability):
    return -sum(log(probability(a, b)) for ids in papers for a, b in zip(ids, ids[1:])) / tokens


def measured(model, rows=papers):
    return negative_log_likelihood(model, rows).sum() / tokens


rng = np.random.default_rng(0)
shuffled = [[ids[0], *rng.permutation(ids[1:-1]), ids[-1]] for ids in papers]
ruler = {
    "随机的小铸": measured(blank),
    "均匀地猜": log(V),
    "只看词频": counted(by_frequency),
    "只看前一个": counted(by_previous),
    "练好的小铸": measured(trained),
    "真实熵": -sum(p for _, p in exam) / tokens,
}
for name, loss in ruler.items():
    print(f"{name}　损失 {loss:.3f}　困惑度 {np.exp(loss):.1f}")
random, uniform, frequency, previous, xiaozhu, entropy = ruler.values()
print(f"{random=:.2f}")
print(f"{uniform=:.2f}")
print(f"{frequency=:.2f}")
print(f"{previous=:.2f}")
print(f"{xiaozhu=:.3f}")
print(f"{entropy=:.3f}")
print(f"shuffled={measured(trained, shuffled):.1f}")
print(f"perplexity={np.exp(xiaozhu):.2f}")
print(f"least={np.exp(entropy):.2f}")
