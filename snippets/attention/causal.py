"""因果掩码：每个词只看自己和左边，右边的分数在 softmax 之前抹成负无穷。"""

from math import exp, inf, sqrt

words = {"苹果": [1.5, 1.5], "手机": [4, 0], "旁": [0.5, 0.5]}


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]
    return [e / sum(exps) for e in exps]


def causal_attention(vectors):  # (T, d) -> (T, T), (T, d)
    rows = []
    for t, query in enumerate(vectors):
        scores = [sum(q * k for q, k in zip(query, key)) / sqrt(len(query)) for key in vectors]
        rows.append(softmax([s if i <= t else -inf for i, s in enumerate(scores)]))
    mixed = [[sum(w * x for w, x in zip(row, column)) for column in zip(*vectors)] for row in rows]
    return rows, mixed


rows, phone_after = causal_attention([words[w] for w in ["苹果", "旁", "手机"]])
_, alone = causal_attention([words["苹果"]])
_, phone_before = causal_attention([words[w] for w in ["手机", "旁", "苹果"]])

for t, row in enumerate(rows):
    print("  ".join(f"{weight:.4f}" if i <= t else "  ·   " for i, weight in enumerate(row)))
peek = 1 - rows[0][0]  # 第一个词「苹果」除了看自己，还剩多少目光给右边
print(f"{peek=:g}")

# 「苹果」在前，后面有没有别的词，它都一样：看不见。
assert phone_after[0] == alone[0]
after_digital, after_fruit = phone_after[0]
print(f"{after_digital=:.4f}")
print(f"{after_fruit=:.4f}")

# 「手机」在前，后面的「苹果」才认得出自己是哪一种。
before_digital, before_fruit = phone_before[2]
print(f"{before_digital=:.4f}")
print(f"{before_fruit=:.4f}")
