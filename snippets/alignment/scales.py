"""为什么让人挑，而不让人打分：各人的尺子不同，平均之后名次会翻；挑出来的高下不受尺子影响。"""

SCORES = {  # 三位标注员给三个回答打分，尺子不同
    "严的": {"甲": 3, "乙": 1, "丙": 2},
    "松的": {"甲": 4, "乙": 10, "丙": 6},
    "另一位严的": {"甲": 3, "乙": 1, "丙": 2},
}


def wins(a, b):
    """三位里有几位觉得 a 比 b 好。"""
    return sum(given[a] > given[b] for given in SCORES.values())


def average(scores):
    """{回答: 平均分}。"""
    return {name: sum(given[name] for given in scores.values()) / len(scores) for name in SCORES["严的"]}


plain = average(SCORES)
squeezed = average({who: {k: v**0.5 for k, v in given.items()} for who, given in SCORES.items()})  # 高下不变，尺子压过
for name in plain:
    print(
        f"{name}：各给 {[given[name] for given in SCORES.values()]}　平均 {plain[name]:.2f}　尺子压过之后 {squeezed[name]:.2f}"
    )
print(f"plain={plain['甲']:.2f}")
print(f"plain_rival={plain['乙']:.2f}")
print(f"squeezed={squeezed['甲']:.2f}")
print(f"squeezed_rival={squeezed['乙']:.2f}")
print(f"wins={wins('甲', '乙')}")
