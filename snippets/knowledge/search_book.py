"""拿本书当资料库：关键词、小向量、两者融合，各找得到几成；换一批题，谁强谁弱还是不是那样。语料是前三部的一份快照。"""

from bookkit.retrieval import Keywords, Vectors, chunks, fuse, order, questions

SIZE, TOP, DEEP = 300, 5, 10
texts = chunks(SIZE)
keywords, vectors = Keywords(texts), Vectors(texts)
METHODS = {
    "关键词": keywords.score,
    "小向量": vectors.score,
    "融合": lambda ask: fuse(keywords.score(ask), vectors.score(ask)),
}
BATCHES = {"首批": questions("首批"), "另批": questions("另批")}


def rank(score, ask, answers):
    """含着答案的那一块排第几；没有就是无穷。"""
    places = order(score(ask))
    return next((n for n, i in enumerate(places, 1) if any(a in texts[i] for a in answers)), float("inf"))


def recall(found, top=TOP):
    return sum(r <= top for r in found) / len(found)


print(f"每块 {SIZE} 字，共 {len(texts)} 块。前 {TOP} 块里有答案的比例：")
ranks = {}
for batch, asked in BATCHES.items():
    for name, score in METHODS.items():
        ranks[batch, name] = found = [rank(score, ask, answers) for _, ask, answers in asked]
        kinds = {kind: [r for r, (k, *_) in zip(found, asked) if k == kind] for kind, *_ in asked}
        cells = "　".join(f"{kind} {recall(some):.2f}" for kind, some in kinds.items())
        print(
            f"{batch}，{name}：{cells}　合计 {recall(found):.2f}（第一块 {recall(found, 1):.2f}、前 {DEEP} 块 {recall(found, DEEP):.2f}）"
        )
pick = lambda batch, name, kind: recall([r for r, (k, *_) in zip(ranks[batch, name], BATCHES[batch]) if k == kind])
both = {name: ranks["首批", name] + ranks["另批", name] for name in METHODS}
pairs = list(zip(both["关键词"], both["融合"]))  # 同一道题两种搜法：只有一种搜到的才分得出高下
print(f"asked={len(BATCHES['首批'])}")
print(f"keywords={recall(ranks['首批', '关键词']):.2f}")
print(f"vectors={recall(ranks['首批', '小向量']):.2f}")
print(f"fused={recall(ranks['首批', '融合']):.2f}")
print(f"keywords_rephrased={pick('首批', '关键词', '换说法'):.2f}")
print(f"vectors_rephrased={pick('首批', '小向量', '换说法'):.2f}")
print(f"keywords_codes={pick('首批', '关键词', '编号'):.2f}")
print(f"vectors_codes={pick('首批', '小向量', '编号'):.2f}")
print(f"other_keywords_rephrased={pick('另批', '关键词', '换说法'):.2f}")
print(f"other_vectors_rephrased={pick('另批', '小向量', '换说法'):.2f}")
print(f"other_vectors_codes={pick('另批', '小向量', '编号'):.2f}")
print(f"other_keywords={recall(ranks['另批', '关键词']):.2f}")
print(f"other_vectors={recall(ranks['另批', '小向量']):.2f}")
print(f"other_fused={recall(ranks['另批', '融合']):.2f}")
print(f"only_keywords={sum(k <= TOP < f for k, f in pairs)}")
print(f"only_fused={sum(f <= TOP < k for k, f in pairs)}")
