"""温度：logits 先除以 T 再 softmax。低则尖，高则平，名次不变。"""

from math import exp

# 「澳大利亚的首都是」三个候选的 logits。设想模型学歪了，把错的排在第一。
logits = {"悉尼": 3.0, "堪培拉": 2.5, "墨尔本": 2.1}


def softmax(scores, temperature):  # (V,), () -> (V,)
    top = max(scores)  # 先减最大值，免得温度极低时溢出；概率不变
    exps = [exp((s - top) / temperature) for s in scores]
    return [e / sum(exps) for e in exps]


def show(temperature):
    probabilities = softmax(logits.values(), temperature)
    print(f"温度 {temperature}：", "  ".join(f"{w} {p:.3f}" for w, p in zip(logits, probabilities)))
    return probabilities


neutral, cold, hot = 1, 0.2, 2
wrong, right, other = show(neutral)
cold_wrong, cold_right, cold_other = show(cold)
hot_wrong, hot_right, hot_other = show(hot)
print(f"{neutral=}")
print(f"{wrong=:.4f}")
print(f"{right=:.4f}")
print(f"{other=:.4f}")
print(f"{cold=}")
print(f"{cold_wrong=:.4f}")
print(f"{cold_right=:.4f}")
print(f"{cold_other=:.4f}")
print(f"{hot=}")
print(f"{hot_wrong=:.4f}")
print(f"{hot_right=:.4f}")
print(f"{hot_other=:.4f}")
