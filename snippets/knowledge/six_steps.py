"""检索的六步各弄坏一样，找到的比例掉多少：解析、切块、建索引、检索、排序、交给模型。没有答案的题，又拦不拦得住？"""

import re
from unicodedata import normalize

from bookkit.retrieval import Keywords, chunks, order, questions, read, within

SIZE, BUDGET, WIDE = 300, 1500, 20
FIRST, OTHER, BLANK = questions("首批"), questions("另批"), questions("空白")
ASKED = FIRST + OTHER
CODES = [q for q in ASKED if q[0] == "编号"]
texts = chunks(SIZE)
good = Keywords(texts)


def found(texts=texts, index=good, typed=str, pick=lambda ranked: ranked, most=None, asked=ASKED):
    """读进去的几块里有答案的比例。"""
    taken = lambda ask: read(texts, pick(order(index.score(typed(ask)))), BUDGET, most)
    return sum(within(taken(ask), answers) for _, ask, answers in asked) / len(asked)


def parsed(parse):
    """解析坏了，从头切、从头建。"""
    broken = chunks(SIZE, parse=parse)
    return found(broken, Keywords(broken))


def sentence(ask):
    """读的人的替身：从读进去的几块里挑一句最像的照抄。真模型读得比它好，这里只为把「找到」与「用上」分开。"""
    lines = [s for text in read(texts, order(good.score(ask)), BUDGET) for s in re.split("(?<=[。？；])|\n", text) if s]
    return lines[order(Keywords(lines).score(ask))[0]]


wide = lambda ask: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in ask)  # 全角输入法打出来的
tables = parsed(lambda text: "\n".join(line for line in text.split("\n") if "  " not in line))
headings = parsed(lambda text: text.partition("\n")[2])
pieces = chunks(40)
spaces = found(index=Keywords(texts, split=lambda text: text.lower().split()))
shuffled = found(pick=lambda ranked: sorted(ranked[:WIDE]))
used = sum(within([sentence(ask)], answers) for _, ask, answers in ASKED) / len(ASKED)
top = lambda asked: sorted(float(good.score(ask).max()) for _, ask, _ in asked)
line = top(FIRST)[1]  # 分数线：首批里只许误拒一道；另批与空白没参与定它
refused = sum(score < line for score in top(BLANK))
mistaken = sum(score < line for score in top(OTHER))
turned_away = [f"{kind}「{ask}」" for kind, ask, _ in ASKED if good.score(ask).max() < line]
print(f"都不坏：{found():.2f}，其中编号那几道 {found(asked=CODES):.2f}")
print(f"解析：表格丢了 {tables:.2f}；小标题丢了 {headings:.2f}")
print(f"切块：四十字一刀 {found(pieces, Keywords(pieces)):.2f}")
print(f"建索引：只按空格切词 {spaces:.2f}；编号打成全角 {found(typed=wide, asked=CODES):.2f}", end="，")
print(f"两头都先化成半角 {found(typed=lambda ask: normalize('NFKC', wide(ask)), asked=CODES):.2f}")
print(f"检索：只拿第一块 {found(most=1):.2f}、前三块 {found(most=3):.2f}")
print(
    f"排序：前 {WIDE} 块按原文先后给 {shuffled:.2f}；前五块按原文先后给 {found(pick=lambda ranked: sorted(ranked[:5])):.2f}"
)
print(f"交给模型：找到的 {found():.2f}，替身抄对的一句 {used:.2f}")
print(
    f"书里没有答案的 {len(BLANK)} 道：不设线，每道都照样交出几块；线设在 {line:.1f}，拦下 {refused} 道，另批误拒 {mistaken} 道"
)
print(f"误拒的有答案的题：{'、'.join(turned_away)}")
print(f"whole={found():.2f}")
print(f"tables={tables:.2f}")
print(f"headings={headings:.2f}")
print(f"spaces={spaces:.2f}")
print(f"wide_codes={found(typed=wide, asked=CODES):.2f}")
print(f"first_only={found(most=1):.2f}")
print(f"by_place={shuffled:.2f}")
print(f"used={used:.2f}")
print(f"blank={len(BLANK)}")
print(f"refused={refused}")
print(f"mistaken={mistaken}")
print(f"turned={len(turned_away)}")
