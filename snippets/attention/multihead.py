"""多头：几个头各看各的，再把看到的拼起来。一个头只能给出一份目光。"""

from math import exp, sqrt

# 「猫追老鼠，因为饿的是它」：一个坐标管「谁是主语」，一个管「谁和饿有关」。
keys = {"猫": [2, 0], "追": [0, 0], "老鼠": [0, 0], "饿": [0, 1.8]}
values = {"猫": [1, 0], "追": [0, 0], "老鼠": [0, 0], "饿": [0, 1]}
query = [2, 2]  # 「它」两件事都想问；为了好读，只看前面四个词


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]
    return [e / sum(exps) for e in exps]


def attend(query, keys, values, d=None):  # (d,), (T, d), (T, d) -> (T,), (d,)；d 是除的根号里那个数
    scale = sqrt(d or len(query))
    weights = softmax([sum(q * k for q, k in zip(query, key)) / scale for key in keys])
    return weights, [sum(w * v for w, v in zip(weights, column)) for column in zip(*values)]


def head(i, d=None):
    """第 i 个头：只取第 i 个坐标。真模型里，每个头用自己的矩阵从整个向量里投影出一小段。"""
    pick = lambda vectors: [[vector[i]] for vector in vectors.values()]
    return attend([query[i]], pick(keys), pick(values), d)


one, single = attend(query, list(keys.values()), list(values.values()))
(first, left), (second, right) = head(0), head(1)
double = left + right  # 拼起来

for name, weights in (("一个头：", one), ("头甲：　", first), ("头乙：　", second)):
    print(name, "  ".join(f"{word} {w:.3f}" for word, w in zip(keys, weights)))
print(f"single_cat={single[0]:.4f}")
print(f"single_hungry={single[1]:.4f}")
print(f"double_cat={double[0]:.4f}")
print(f"double_hungry={double[1]:.4f}")
print(f"same_scale_cat={head(0, 2)[1][0]:.4f}")  # 除与一个头时同样的根号
print(f"same_scale_hungry={head(1, 2)[1][0]:.4f}")
