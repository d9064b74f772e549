"""谁能看：不过滤、找完再删、先滤再找，各漏多少、各找到多少。语料是本书前三部，每次随机藏起一半的页。"""

from math import isclose
from random import Random

from bookkit.retrieval import Keywords, corpus, order, questions, within

SIZE, READ, WIDE = 300, 5, 20  # 一块几个字；交给模型几块；找完再删的，先多拿几块
SPLITS = 8  # 随机藏几次
ASKED = questions("首批") + questions("另批")
pieces = [(page, text[i : i + SIZE]) for page, text in corpus() for i in range(0, len(text), SIZE)]
texts = [text for _, text in pieces]
pages = sorted({page for page, _ in pieces})
everything = Keywords(texts)
RULES = "不过滤", f"拿 {READ} 块再删", f"拿 {WIDE} 块再删", "先滤再找，统计共用", "先滤再找，各建索引"
found, leaked, asked, moved = dict.fromkeys(RULES, 0), dict.fromkeys(RULES, 0), 0, 0

for split in range(SPLITS):
    open_pages = set(Random(split).sample(pages, len(pages) // 2))
    seen = [i for i, (page, _) in enumerate(pieces) if page in open_pages]
    allowed, own = set(seen), Keywords([texts[i] for i in seen])
    for _, ask, answers in ASKED:
        if not within([texts[i] for i in seen], answers):
            continue  # 答案他本来就不能看
        shared, private = everything.score(ask), own.score(ask)
        ranked = order(shared).tolist()
        given = dict(zip(RULES, (
            ranked[:READ],
            [i for i in ranked[:READ] if i in allowed],
            [i for i in ranked[:WIDE] if i in allowed][:READ],
            [i for i in ranked if i in allowed][:READ],
            [seen[i] for i in order(private)[:READ]],
        )))  # fmt: skip
        asked += 1
        moved += not isclose(max(shared[seen]), max(private))
        for rule, taken in given.items():
            found[rule] += within([texts[i] for i in taken if i in allowed], answers)
            leaked[rule] += any(i not in allowed for i in taken)

print(f"{asked} 次提问，答案都在他能看的页里。找到｜把不能看的交给了模型")
for rule in RULES:
    print(f"　{found[rule] / asked:.2f}｜{leaked[rule] / asked:.2f}　{rule}")
none, after, after_wide, before, apart = RULES
print(f"leak={leaked[none] / asked:.2f}")
print(f"after={found[after] / asked:.2f}")
print(f"after_wide={found[after_wide] / asked:.2f}")
print(f"before={found[before] / asked:.2f}")
print(f"apart={found[apart] / asked:.2f}")
print(f"moved={moved / asked:.2f}")  # 藏起来的文字进了统计，他看得见的分就变了
