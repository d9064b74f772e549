"""拿本书当资料库：同样的二十四个问法，关键词、小向量、两者融合，各找得到几成。语料是前三部的一份快照。"""

from collections import defaultdict

from bookkit.retrieval import Keywords, Vectors, chunks, fuse, order, questions

SIZE, TOP = 300, 5
texts = chunks(SIZE)
keywords, vectors = Keywords(texts), Vectors(texts)
METHODS = {
    "关键词": keywords.score,
    "小向量": vectors.score,
    "融合": lambda ask: fuse(keywords.score(ask), vectors.score(ask)),
}


def rank(score, ask, answer):
    """含着答案的那一块排第几；没有就是无穷。"""
    return next((n for n, i in enumerate(order(score(ask)), 1) if answer in texts[i]), float("inf"))


ranks = defaultdict(list)
for kind, ask, answer in questions():
    for name, score in METHODS.items():
        ranks[name, kind].append(rank(score, ask, answer))
kinds = list(dict.fromkeys(kind for kind, *_ in questions()))
recall = lambda found, top: sum(r <= top for r in found) / len(found)
print(f"每块 {SIZE} 字，共 {len(texts)} 块。前 {TOP} 块里有答案的比例：")
for name in METHODS:
    cells = "　".join(f"{kind} {recall(ranks[name, kind], TOP):.2f}" for kind in kinds)
    everything = sum((ranks[name, kind] for kind in kinds), [])
    print(f"{name}：{cells}　合计第一块 {recall(everything, 1):.2f}、前五块 {recall(everything, TOP):.2f}")
total = {name: sum((ranks[name, kind] for kind in kinds), []) for name in METHODS}
print(f"asked={len(questions())}")
print(f"keywords={recall(total['关键词'], TOP):.2f}")
print(f"vectors={recall(total['小向量'], TOP):.2f}")
print(f"fused={recall(total['融合'], TOP):.2f}")
print(f"keywords_rephrased={recall(ranks['关键词', '换说法'], TOP):.2f}")
print(f"vectors_rephrased={recall(ranks['小向量', '换说法'], TOP):.2f}")
print(f"keywords_codes={recall(ranks['关键词', '编号'], TOP):.2f}")
print(f"vectors_codes={recall(ranks['小向量', '编号'], TOP):.2f}")
