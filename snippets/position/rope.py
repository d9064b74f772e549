"""旋转位置编码：每对坐标转一个角度，角度与位置成正比。"""

from math import cos, isclose, sin

BASE = 10000


def rotate(pairs, position):  # [(x, y)] * (d/2) -> [(x, y)] * (d/2)
    """第 i 对坐标转 position / BASE ** (2i/d) 弧度。"""
    d = 2 * len(pairs)
    angles = [position / BASE ** (2 * i / d) for i in range(len(pairs))]
    return [(x * cos(a) - y * sin(a), x * sin(a) + y * cos(a)) for (x, y), a in zip(pairs, angles)]


def dot(a, b):
    return sum(x * u + y * v for (x, y), (u, v) in zip(a, b))


def score(query, key, query_at, key_at):
    """位置 query_at 上的查询给位置 key_at 上的键打的分。"""
    return dot(rotate(query, query_at), rotate(key, key_at))


bite, dog = [(2, 1), (1, 1)], [(-1, 2), (1, 0)]

near = score(bite, dog, 3, 1)  # 狗在咬前面两格
far = score(bite, dog, 103, 101)  # 整句往后挪一百格
behind = score(bite, dog, 1, 3)  # 狗在咬后面两格
unrotated = dot(bite, dog)
print(f"{near=:.4f}")
print(f"{far=:.4f}")
print(f"{behind=:.4f}")
print(f"{unrotated=}")
assert isclose(near, far)

# 只转方向，不改长短：
length = dot(rotate(bite, 7), rotate(bite, 7))
print(f"{length=:.4f}")
