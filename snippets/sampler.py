"""串起来：logits → 温度 → top-p → 归一 → 抽签。一步采样的全部代码。"""

from collections import Counter
from math import exp, inf
from random import Random

logits = {"会": 4.0, "变得": 3.2, "将": 2.4, "是": 1.5, "……": 0.2}


def sample(logits, temperature, p, rng):
    """抽一个词。温度为零时不抽，直接取最高的：除以零没有意义，只能特判。"""
    if temperature == 0:
        return max(logits, key=logits.get)
    top = max(logits.values())  # 先减最大值，免得指数溢出；概率不变
    odds = {word: exp((z - top) / temperature) for word, z in logits.items()}
    total = sum(odds.values())
    kept, mass = [], 0
    for word in sorted(odds, key=odds.get, reverse=True):  # top-p：从高到低留够为止
        kept.append(word)
        mass += odds[word] / total
        if mass >= p:
            break
    dart = rng.random() * sum(odds[word] for word in kept)  # 归一：镖只扔在留下的那一段
    for word in kept:
        dart -= odds[word]
        if dart < 0:
            return word
    return word  # 浮点误差可能让镖停在最末端


def show(label, temperature, p):
    rng = Random(0)
    counts = Counter(sample(logits, temperature, p, rng) for _ in range(1000))
    print(label, dict(counts.most_common()))
    return counts


show("温度零：", 0, inf)
full = show("温度一：", 1, inf)
cool = show("温度一，剪尾：", 1, 0.9)
hot = show("温度二，剪尾：", 2, 0.9)
print(f"full={len(full)}")
print(f"cool={len(cool)}")
print(f"hot={len(hot)}")
