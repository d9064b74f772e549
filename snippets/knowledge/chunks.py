"""切多大一块：同样读进一千五百个字，小块多拿几块、大块少拿几块，答案在里面的比例；再把检索的几步各弄坏一样。"""

from bookkit.retrieval import PAGES, Keywords, chunks, order, questions

BUDGET = 1500  # 读进上下文的字数


def found(texts, ask_as=lambda ask: ask, keep=lambda ranked: ranked, most=None):
    """从第一名往下拿，拿满 BUDGET 个字、或拿够 most 块为止；答案在里面的比例。"""
    index, hits = Keywords(texts), 0
    for _, ask, answer in questions():
        read, room = [], BUDGET
        for i in keep(order(index.score(ask_as(ask))))[:most]:
            if len(texts[i]) > room and read:
                break
            read.append(texts[i])
            room -= len(texts[i])
        hits += any(answer in text for text in read)
    return hits / len(questions())


print("每块几字｜不重叠｜重叠四分之一")
plain, overlapped = {}, {}
for size in (40, 80, 150, 300, 600, 1500):
    plain[size], overlapped[size] = found(chunks(size)), found(chunks(size, size // 4))
    print(f"{size:4}｜{plain[size]:.2f}｜{overlapped[size]:.2f}")
tiny, usual, huge = 40, 300, 1500
texts = chunks(usual)
whole = found(texts)
BROKEN = {
    "解析：表格整行丢了": lambda: found([t for t in chunks(usual) if "------" not in t]),
    "切块：四十字一刀": lambda: plain[tiny],
    "提问：只拿前四个字去搜": lambda: found(texts, ask_as=lambda ask: ask[:4]),
    "检索：只拿第一块": lambda: found(texts, most=1),
    "排序：前八块倒着给": lambda: found(texts, keep=lambda ranked: ranked[:8][::-1]),
    "语料：后几页没收进来": lambda: found(chunks(usual, pages=PAGES[:11])),
}
print(f"每块 {usual} 字、都不坏：{whole:.2f}")
broken = {}
for step, run in BROKEN.items():
    broken[step] = run()
    print(f"{step}：{broken[step]:.2f}")
print(f"budget={BUDGET}")
print(f"tiny={plain[tiny]:.2f}")
print(f"tiny_overlap={overlapped[tiny]:.2f}")
print(f"usual={whole:.2f}")
print(f"huge={plain[huge]:.2f}")
print(f"first_only={broken['检索：只拿第一块']:.2f}")
print(f"reversed={broken['排序：前八块倒着给']:.2f}")
