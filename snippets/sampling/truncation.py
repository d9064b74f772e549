"""top-k、top-p、min-p：三把剪刀剪同样两根尾巴。剪完都要把剩下的重新归一。"""

peaked = {"八": 0.90, "七": 0.04, "九": 0.03, "六": 0.02, "五": 0.01}  # 「三加五等于」
flat = {"春": 0.22, "夜": 0.20, "海": 0.18, "雨": 0.16, "猫": 0.14, "糖": 0.10}  # 「给诗起个头」


def ranked(probabilities):
    return sorted(probabilities, key=probabilities.get, reverse=True)


def top_k(probabilities, k):
    """留下概率最高的 k 个。"""
    return ranked(probabilities)[:k]


def top_p(probabilities, p):
    """从高到低一个个留，留到概率之和达到 p 为止。"""
    kept, total = [], 0
    for word in ranked(probabilities):
        kept.append(word)
        total += probabilities[word]
        if total >= p:
            break
    return kept


def min_p(probabilities, ratio):
    """留下概率不低于「最高者的 ratio 倍」的。"""
    bar = ratio * max(probabilities.values())
    return [word for word in ranked(probabilities) if probabilities[word] >= bar]


k, p, ratio = 3, 0.85, 0.1
for name, cut, knob in (("top-k", top_k, k), ("top-p", top_p, p), ("min-p", min_p, ratio)):
    print(f"{name}：算术题留下", *cut(peaked, knob), "｜ 起句留下", *cut(flat, knob))
print(f"{k=}")
print(f"{p=}")
print(f"{ratio=}")
print(f"top_k_flat={sum(flat[w] for w in top_k(flat, k)):.2f}")  # 起句被 top-k 留下的概率之和
print(f"top_p_peaked={len(top_p(peaked, p))}")
print(f"top_p_flat={len(top_p(flat, p))}")
print(f"min_p_peaked={len(min_p(peaked, ratio))}")
print(f"min_p_flat={len(min_p(flat, ratio))}")

# 归一：算术题用 top-k 剪完之后，错答案合起来还剩多少？
kept = top_k(peaked, k)
left_wrong = 1 - peaked["八"] / sum(peaked[w] for w in kept)
print(f"{left_wrong=:.4f}")
