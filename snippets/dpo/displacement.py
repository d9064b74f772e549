"""偏好学习为什么会把好答案也压低：两个回答长得太像，往一边推，概率跑到了第三个身上。"""

from math import cos, exp, pi, sin

WORDS = ("No", "Never", "Yes")


def softmax(z):
    e = [exp(v) for v in z]
    return [v / sum(e) for v in e]


def learn(vectors, hidden=(1.0, 0.2), prefer=True, steps=200, rate=0.3, beta=1.0):
    """回答的分是「隐藏向量 · 词向量」，只更新隐藏向量。prefer：要 No 胜过 Never；否则只教 No（SFT）。返回三个概率。"""
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    start = [dot(hidden, v) for v in vectors]
    for _ in range(steps):
        z = [dot(hidden, v) for v in vectors]
        if prefer:
            margin = beta * ((z[0] - z[1]) - (start[0] - start[1]))
            push = beta / (1 + exp(margin))
            step = [push * (a - b) for a, b in zip(vectors[0], vectors[1])]
        else:
            p = softmax(z)
            step = [a - sum(q * v[k] for q, v in zip(p, vectors)) for k, a in enumerate(vectors[0])]
        hidden = [h + rate * s for h, s in zip(hidden, step)]
    return softmax([dot(hidden, v) for v in vectors])


around = lambda *degrees: [(cos(d * pi / 180), sin(d * pi / 180)) for d in degrees]
ahead, behind, front = 95, -85, 40  # 第三个词：在头两个之差的方向上，在反面；40 是不像的那一对之差的方向
CASES = {
    "很像，Yes 在前方": around(10, 0, ahead),
    "很像，Yes 在背面": around(10, 0, behind),
    "不像，Yes 在前方": around(10, -110, front),
    "更不像，Yes 在前方": around(10, -140, 25),
}
show = lambda p: "　".join(f"{w} {v:.2f}" for w, v in zip(WORDS, p))
for name, vectors in CASES.items():
    print(f"{name}：起点 {show(learn(vectors, steps=0))}")
    print(f"  要 No 胜过 Never：{show(learn(vectors))}")
    print(f"  只教 No：{show(learn(vectors, prefer=False))}")
alike, behind_it, apart, unlike = CASES.values()
print(f"before={learn(alike, steps=False)[0]:.2f}")
print(f"after={learn(alike)[0]:.2f}")
print(f"yes={learn(alike)[2]:.2f}")
print(f"behind={learn(behind_it)[0]:.2f}")
print(f"apart_before={learn(apart, steps=False)[0]:.2f}")
print(f"apart={learn(apart)[0]:.2f}")
print(f"unlike_before={learn(unlike, steps=False)[0]:.2f}")
print(f"unlike={learn(unlike)[0]:.2f}")
print(f"taught={learn(alike, prefer=False)[0]:.2f}")
