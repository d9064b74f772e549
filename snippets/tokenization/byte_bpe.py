"""字节级的合并：从字节起步，先并出来的是一个字，还是半个字？"""

from collections import Counter
from random import Random

TEXT = [
    "今天来上海出差了",
    "我在外滩喝咖啡",
    "这里的风景很美",
    "上海的外滩",
    "风景很美",
    "我在上海喝咖啡",
    "今天的外滩风景很美",
    "这里的咖啡很香",
]
corpus = [[bytes([b]) for b in s.encode()] for s in TEXT]


def spell(token):
    """凑得成字就写字，凑不成写十六进制。"""
    try:
        return token.decode()
    except UnicodeDecodeError:
        return token.hex(" ")


def merge(sentence, pair):
    """把 sentence 里每处相邻的 pair 并成一个，从左到右。"""
    merged = []
    for token in sentence:
        if merged and (merged[-1], token) == pair:
            merged[-1] += token
        else:
            merged.append(token)
    return merged


def crossing(token):
    """凑不成字，又跨着两个字：不在开头的地方另有一个字的头一个字节。"""
    return " " in spell(token) and any(byte & 0xC0 != 0x80 for byte in token[1:])


def learn(prefer, rounds):
    """并 rounds 轮，每轮取次数最多的一对；并列时取 prefer 最大的。返回 [(左, 右, 次数)]。"""
    sentences, made = corpus, []
    for _ in range(rounds):
        counts = Counter(pair for s in sentences for pair in zip(s, s[1:]))
        pair = max(counts, key=lambda pair: (counts[pair], prefer(pair)))
        sentences = [merge(s, pair) for s in sentences]
        made.append((*pair, counts[pair]))
    return made


def across(made):
    """跨字的碎片有几个。"""
    return sum(crossing(a + b) for a, b, _ in made)


rounds, longer, tries = 10, 30, 200
made = learn(lambda pair: pair, rounds)  # 并列时取字节大的那一对
for number, (a, b, count) in enumerate(made, 1):
    print(f"第 {number} 轮：{spell(a)} ＋ {spell(b)} → {spell(a + b)}，出现 {count} 次")
a, b, first = made[0]
owners = {c for s in TEXT for c in s if a + b in c.encode()}
print("第一轮并的那两个字节，出现在这些字里：", "".join(sorted(owners)))
# 对照：并列时换个取法
tidy = learn(lambda pair: (not crossing(pair[0] + pair[1]), pair), longer)  # 先取不跨字的
rng = Random(0)
clean = sum(across(learn(lambda _: rng.random(), rounds)) == 0 for _ in range(tries)) / tries
print(f"跨字的碎片：并列取字节大的，{rounds} 轮里 {across(made)} 个；并列先取不跨字的，{longer} 轮里 {across(tidy)} 个")
print(f"并列随便取，试 {tries} 遍，{rounds} 轮里一个也没有的占 {clean:.2f}")
print(f"{rounds=}")
print(f"halves={sum(' ' in spell(a + b) for a, b, _ in made)}")
print(f"whole={sum(len(spell(a + b)) == 1 for a, b, _ in made)}")
print(f"{first=}")
print(f"owners={len(owners)}")
print(f"across={across(made)}")
print(f"{longer=}")
print(f"across_tidy={across(tidy)}")
print(f"{clean=:.2f}")
