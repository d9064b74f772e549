"""照概率抽签：把概率首尾相接排在零到一之间，扔一个随机数，落在谁的格子里就选谁。"""

from collections import Counter
from itertools import accumulate
from random import Random

probabilities = {"会": 0.5, "变得": 0.3, "将": 0.12, "是": 0.06, "……": 0.02}  # 省略号代表整条尾巴


def draw(rng):
    dart = rng.random()
    for word, edge in zip(probabilities, accumulate(probabilities.values())):
        if dart < edge:
            return word
    return word  # 浮点的累加可能差一点不到一


rng = Random(0)
times = 1000
counts = Counter(draw(rng) for _ in range(times))
for word, count in counts.most_common():
    print(word, count)
print(f"{times=}")
print(f"first={counts['会']}")
print(f"tail={counts['……']}")

# 每一步只有一点点机会抽中尾巴，写长了却几乎躲不过：
steps, slip = 200, probabilities["……"]
escape = (1 - slip) ** steps
print(f"{slip=}")
print(f"{steps=}")
print(f"{escape=:.4f}")
