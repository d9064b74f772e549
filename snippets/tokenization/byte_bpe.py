"""字节级的合并：从字节起步，先并出来的是一个字，还是半个字？"""

from collections import Counter

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


halves, whole, rounds = 0, 0, 10
for number in range(1, rounds + 1):
    counts = Counter(pair for s in corpus for pair in zip(s, s[1:]))
    (a, b), count = max(counts.items(), key=lambda item: (item[1], item[0]))
    corpus = [merge(s, (a, b)) for s in corpus]
    made = spell(a + b)
    halves += " " in made
    whole += len(made) == 1
    print(f"第 {number} 轮：{spell(a)} ＋ {spell(b)} → {made}，出现 {count} 次")
    if number == 1:
        first = count
        owners = {c for s in TEXT for c in s if a + b in c.encode()}

print("第一轮并的那两个字节，出现在这些字里：", "".join(sorted(owners)))
print(f"{rounds=}")
print(f"{halves=}")
print(f"{whole=}")
print(f"{first=}")
print(f"owners={len(owners)}")
