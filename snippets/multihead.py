"""多头：把坐标分成几组，每组各看各的，再拼起来。一个头只能给出一份目光。"""

from math import exp, sqrt

# 「猫追老鼠，因为饿的是它」：一个坐标管「谁是主语」，一个管「谁和饿有关」。
keys = {"猫": [2, 0], "追": [0, 0], "老鼠": [0, 0], "饿": [0, 2]}
query = [2, 2]  # 「它」两件事都想问


def softmax(scores):  # (T,) -> (T,)
    exps = [exp(s - max(scores)) for s in scores]
    return [e / sum(exps) for e in exps]


def weights(query, keys):  # (d,), (T, d) -> (T,)
    return softmax([sum(q * k for q, k in zip(query, key)) / sqrt(len(query)) for key in keys])


def split(vector, heads):  # (d,) -> (heads, d / heads)
    size = len(vector) // heads
    return [vector[i * size : (i + 1) * size] for i in range(heads)]


one = weights(query, keys.values())
first, second = [
    weights(q, ks) for q, *ks in zip(split(query, 2), *(split(key, 2) for key in keys.values()))
]

print("一个头：", "  ".join(f"{word} {w:.3f}" for word, w in zip(keys, one)))
print("头甲：　", "  ".join(f"{word} {w:.3f}" for word, w in zip(keys, first)))
print("头乙：　", "  ".join(f"{word} {w:.3f}" for word, w in zip(keys, second)))
print(f"single_cat={one[0]:.4f}")
print(f"single_hungry={one[3]:.4f}")
print(f"first_cat={first[0]:.4f}")
print(f"second_hungry={second[3]:.4f}")

# 分头不多花参数：每个头的投影是 d × d/h，h 个头合起来还是 d × d。
width, heads = 4096, 32
size = width // heads
assert heads * (width * size) == width * width
print(f"{heads=}")
print(f"{size=}")
