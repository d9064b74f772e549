"""字节对编码：从单字起步，每轮把全语料里最常相邻的一对并成新词元。"""

from collections import Counter

corpus = """今天来上海出差了。我在外滩喝咖啡。这里的风景很美。
上海的外滩，风景很美。我在上海喝咖啡。
今天的外滩风景很美，这里的咖啡很香。""".split("。")
corpus = [list(sentence.strip("\n，")) for sentence in corpus if sentence.strip()]


def pairs(sentences):
    """相邻的两个词元各出现几次。标点是墙，不跨。"""
    walls = "，。"
    return Counter((a, b) for s in sentences for a, b in zip(s, s[1:]) if a not in walls and b not in walls)


def merge(sentence, pair):
    """把 sentence 里每处相邻的 pair 并成一个，从左到右。"""
    merged = []
    for token in sentence:
        if merged and (merged[-1], token) == pair:
            merged[-1] += token
        else:
            merged.append(token)
    return merged


first = Counter(zip(corpus[0], corpus[0][1:])).most_common(1)[0][1]  # 只看第一句，没有哪一对重复
learned = []
while True:
    pair, count = max(pairs(corpus).items(), key=lambda item: (item[1], item[0]))
    if count < 2:
        break
    learned.append((pair, count))
    print(f"第 {len(learned)} 轮：{pair[0]} ＋ {pair[1]}，出现 {count} 次")
    corpus = [merge(sentence, pair) for sentence in corpus]

print("切好的第一、二、三句：", " / ".join("｜".join(s) for s in corpus[:3]))
print(f"{first=}")
print(f"rounds={len(learned)}")
print(f"top={learned[0][1]}")
print(f"last={learned[-1][1]}")
