"""束搜索：同时养着几条半截的句子，每步只留总概率最高的几条。"""

next_word = {  # 前文 → 下一个词的概率
    "": {"我": 0.55, "你": 0.45},
    "我": {"想": 0.4, "要": 0.35, "会": 0.25},
    "你": {"好": 0.6, "说": 0.4},
    "我想": {"你": 0.5, "家": 0.5},
    "我要": {"走": 0.95, "吃": 0.05},
    "我会": {"来": 0.7, "等": 0.3},
    "你好": {"吗": 0.6, "啊": 0.4},
    "你说": {"呢": 0.6, "吧": 0.4},
}


def search(width, length=3):
    """返回最后留下的 [(句子, 整句概率)]，从高到低。"""
    beams = [("", 1.0)]
    for _ in range(length):
        longer = [(text + w, p * q) for text, p in beams for w, q in next_word[text].items()]
        beams = sorted(longer, key=lambda beam: beam[1], reverse=True)[:width]
    return beams


((greedy_text, greedy),) = search(1)
(beam_text, beam), (second_text, second) = search(2)
print("贪心：　　", greedy_text)
print("束宽为二：", beam_text, second_text)
print(f"{greedy=:.4f}")
print(f"{beam=:.4f}")
print(f"{second=:.4f}")

# 束宽不限，就是把所有句子列全；它们的概率加起来是一。
everything = search(None)
sentences, total = len(everything), sum(p for _, p in everything)
missed_text, missed = everything[0]
print("真正第一：", missed_text)
print(f"{missed=:.4f}")
print(f"{sentences=}")
print(f"{total=:.4f}")
