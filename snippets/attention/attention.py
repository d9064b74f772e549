"""注意力：拿自己的查询给每个词的键打分，再按分数混合它们的值。"""

from math import exp, sqrt

# 每个词两个坐标：像数码产品几分、像水果几分。真模型有上千个坐标，由训练得来；这里手挑。
words = {"手机": [4, 0], "果园": [0, 4], "里": [0.5, 0.5], "的": [0, 0], "苹果": [1.5, 1.5]}


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]
    return [e / sum(exps) for e in exps]


def attend(query, keys, values):  # (d,), (T, d), (T, d) -> (T,), (d,)
    """一道查询看遍所有的键，返回目光的分配与混合出的值。"""
    scores = [sum(q * k for q, k in zip(query, key)) / sqrt(len(query)) for key in keys]
    weights = softmax(scores)
    mixed = [sum(w * value[i] for w, value in zip(weights, values)) for i in range(len(query))]
    return weights, mixed


def read(sentence):
    """句末那个词看一眼左边的词和它自己。为了好读，查询、键、值都取词向量本身。"""
    vectors = [words[word] for word in sentence]
    return attend(vectors[-1], vectors, vectors)


score_phone = sum(q * k for q, k in zip(words["苹果"], words["手机"])) / sqrt(2)  # 单看一格
weights, (digital, fruit) = read(["手机", "里", "的", "苹果"])
phone, inside, of, apple = weights
print("手机里的苹果：")
print(f"{score_phone=:.4f}")
print(f"{phone=:.4f}")
print(f"{inside=:.4f}")
print(f"{of=:.4f}")
print(f"{apple=:.4f}")
print(f"{digital=:.4f}")
print(f"{fruit=:.4f}")

weights, (orchard_digital, orchard_fruit) = read(["果园", "里", "的", "苹果"])
orchard, _, _, orchard_apple = weights
print("果园里的苹果：")
print(f"{orchard=:.4f}")
print(f"{orchard_apple=:.4f}")
print(f"{orchard_digital=:.4f}")
print(f"{orchard_fruit=:.4f}")
