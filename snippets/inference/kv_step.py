"""带 KV 缓存的一步：缓存里存什么，新词元怎么知道自己排第几，为什么不用重算。"""

from math import cos, exp, sin, sqrt

EMBED = {"今天": [1.0, 0.2], "来": [0.1, 0.8], "成都": [0.9, 0.9], "出差": [0.3, 1.0]}  # 查表
WQ, WK, WV = [[1, 0.5], [0, 1]], [[0.8, 0], [0.3, 1]], [[1, 0], [0.2, 0.7]]  # 训练出来的三个矩阵


def multiply(x, W):  # (d,), (d, d) -> (d,)
    return [sum(a * w for a, w in zip(x, column)) for column in zip(*W)]


def turn(x, position):  # 位置编码：转一个与位置成正比的角
    a, b = x
    return [a * cos(position) - b * sin(position), a * sin(position) + b * cos(position)]


def step(word, cache):
    """读一个词，返回它看完前文之后的向量。cache 是一串 (键, 值)，读过几个词就有几对。"""
    position = len(cache)  # 缓存多长，自己就排第几
    x = EMBED[word]
    query, key, value = turn(multiply(x, WQ), position), turn(multiply(x, WK), position), multiply(x, WV)
    cache.append((key, value))  # 存键与值；查询用完就丢，因为后面没有人再用它
    scores = [exp(sum(q * k for q, k in zip(query, key)) / sqrt(2)) for key, _ in cache]
    return [sum(s * value[i] for s, (_, value) in zip(scores, cache)) / sum(scores) for i in range(2)]


def afresh(words):
    """不用缓存：从头读一遍，只要最后一个词的结果。"""
    cache = []
    return [step(word, cache) for word in words][-1], len(words)


prompt, answer = ["今天", "来"], ["成都", "出差"]
cache, work, redone = [], 0, len(prompt)  # 不用缓存，提示也得先读一遍
for word in prompt:  # 预填充：真实现一次并行算完，右边的用掩码挡住，结果与逐个读相同
    result, work = step(word, cache), work + 1
for i, word in enumerate(answer):  # 解码：每步只送新的一个
    result, work = step(word, cache), work + 1
    again, cost = afresh(prompt + answer[: i + 1])
    redone += cost
    print(f"读完「{word}」：", *(f"{x:.4f}" for x in result))
    assert again == result  # 逐位相同：左边的看不见右边，所以旧的键与值从不改变

print(f"cached={len(cache)}")
print(f"{work=}")
print(f"{redone=}")
