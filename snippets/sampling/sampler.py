"""串起来：logits → 温度 → top-k → top-p → min-p → 归一 → 抽签。一步采样的全部代码。"""

from collections import Counter
from math import exp
from random import Random

logits = {"会": 4.0, "变得": 3.2, "将": 2.4, "是": 1.5, "……": 0.2}


def sample(logits, rng, temperature=1, k=None, p=None, ratio=0):
    """抽一个词。温度为零时不抽，直接取最高的：除以零没有意义，只能特判。"""
    if temperature == 0:
        return max(logits, key=logits.get)
    top = max(logits.values())  # 先减最大值，免得指数溢出；概率不变
    odds = {word: exp((z - top) / temperature) for word, z in logits.items()}
    kept = sorted(odds, key=odds.get, reverse=True)[: k or None]  # top-k，零与不给都是不剪
    total, mass = sum(odds[word] for word in kept), 0
    for i, word in enumerate(kept):  # top-p：在剩下的里重新归一，从高到低留够为止
        mass += odds[word] / total
        if p and mass >= p:
            kept = kept[: i + 1]
            break
    kept = [word for word in kept if odds[word] >= ratio]  # min-p：最高的一个 odds 恰是一
    dart = rng.random() * sum(odds[word] for word in kept)  # 归一：镖只扔在留下的那一段
    for word in kept:
        dart -= odds[word]
        if dart < 0:
            return word
    return word  # 浮点误差可能让镖停在最末端


def show(label, **knobs):
    rng = Random(0)
    counts = Counter(sample(logits, rng, **knobs) for _ in range(1000))
    print(label, dict(counts.most_common()))
    return counts


show("温度零：", temperature=0)
full = show("温度一：")
cool = show("温度一，剪尾：", p=0.9)
hot = show("温度二，剪尾：", temperature=2, p=0.9)
loose, strict = 0.9, 0.85
lower = show(f"温度二，只剪尾，p 收到 {strict}：", temperature=2, p=strict)
three = show(f"温度二，三把一起，p 仍是 {loose}：", temperature=2, k=4, p=loose, ratio=0.2)
tight = show(f"温度二，三把一起，p 收到 {strict}：", temperature=2, k=4, p=strict, ratio=0.2)
print(f"full={len(full)}")
print(f"cool={len(cool)}")
print(f"hot={len(hot)}")
print(f"{loose=}")
print(f"{strict=}")
print(f"lower={len(lower)}")
print(f"three={len(three)}")
print(f"tight={len(tight)}")
