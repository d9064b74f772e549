"""正弦位置编码：给每个位置一串快慢不同的正弦与余弦，加到词向量上。"""

from math import cos, sin

WIDTH, BASE = 8, 10000


def encode(position):  # () -> (d,)
    angles = [position / BASE ** (2 * i / WIDTH) for i in range(WIDTH // 2)]
    return [f(a) for a in angles for f in (sin, cos)]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def add(a, b):
    return [x + y for x, y in zip(a, b)]


# 位置编码自己的内积，只看距离：
near = dot(encode(3), encode(1))
far = dot(encode(103), encode(101))
print(f"{near=:.4f}")
print(f"{far=:.4f}")

# 加到词向量上再算，就掺进了绝对位置：同样相距二，分数不同了。
query, key = [1, 0, 2, 0, 1, 0, 0, 1], [0, 2, 1, 0, 1, 1, 0, 0]
near_words = dot(add(query, encode(3)), add(key, encode(1)))
far_words = dot(add(query, encode(103)), add(key, encode(101)))
print(f"{near_words=:.4f}")
print(f"{far_words=:.4f}")
