"""没有位置信息，注意力看到的是一袋词：「狗咬人」与「人咬狗」逐位相同。"""

from math import exp, inf, sqrt

words = {"狗": [3, 1, 0, 0], "咬": [0, 1, 2, 1], "人": [1, 0, 0, 3]}


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]  # 先排序再相加，免得浮点的末位随次序变
    return [e / sum(sorted(exps)) for e in exps]


def layer(vectors, causal=False):  # (T, d) -> (T, d)
    """一层注意力，外加残差：新向量 = 旧向量 + 混合出的值。"""
    out = []
    for t, query in enumerate(vectors):
        scores = [sum(q * k for q, k in zip(query, key)) / sqrt(len(query)) for key in vectors]
        weights = softmax([-inf if causal and i > t else s for i, s in enumerate(scores)])
        mixed = [sum(sorted(w * x for w, x in zip(weights, column))) for column in zip(*vectors)]
        out.append([x + m for x, m in zip(query, mixed)])
    return out


def read(sentence, layers=1, causal=False):
    """叠几层，返回 {词: 向量}。"""
    vectors = [words[w] for w in sentence]
    for _ in range(layers):
        vectors = layer(vectors, causal)
    return dict(zip(sentence, vectors))


dog_bites, man_bites = read("狗咬人"), read("人咬狗")
for word in words:
    print(word, *(f"{x:.4f}" for x in dog_bites[word]), "｜", *(f"{x:.4f}" for x in man_bites[word]))
assert dog_bites == man_bites

# 加上因果掩码：「狗人咬」与「人狗咬」，只看句末的「咬」。
difference = lambda a, b: max(abs(x - y) for x, y in zip(a["咬"], b["咬"]))
bidirectional = difference(dog_bites, man_bites)
one_layer = difference(read("狗人咬", 1, True), read("人狗咬", 1, True))
two_layers = difference(read("狗人咬", 2, True), read("人狗咬", 2, True))
print(f"{bidirectional=:g}")
print(f"{one_layer=:g}")
print(f"{two_layers=:.4f}")
