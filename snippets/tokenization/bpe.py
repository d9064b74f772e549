"""字节对编码：从单字起步，每轮把全语料里最常相邻的一对并成新词元。"""

from collections import Counter

STORY = ["今天来上海出差了", "我在外滩喝咖啡", "这里的风景很美"]  # 网上流传的那三句
corpus = [list(s) for s in STORY + ["上海的外滩", "风景很美", "我在上海喝咖啡", "今天的外滩风景很美", "这里的咖啡很香"]]


def pairs(sentences):
    """相邻的两个词元各出现几次。标点早已切开，所以不会跨过标点去并。"""
    return Counter(pair for s in sentences for pair in zip(s, s[1:]))


def merge(sentence, pair):
    """把 sentence 里每处相邻的 pair 并成一个，从左到右。"""
    merged = []
    for token in sentence:
        if merged and (merged[-1], token) == pair:
            merged[-1] += token
        else:
            merged.append(token)
    return merged


def encode(text, learned):
    """切一句新话：按学来的先后，把能并的依次并上。"""
    tokens = list(text)
    for pair in learned:
        tokens = merge(tokens, pair)
    return tokens


repeated = max(pairs([list(s) for s in STORY]).values())
learned, counts = [], []
while True:
    pair, count = max(pairs(corpus).items(), key=lambda item: (item[1], item[0]))  # 次数相同，取字的编号大的
    if count < 2:
        break
    learned.append(pair)
    counts.append(count)
    print(f"第 {len(learned)} 轮：{pair[0]} ＋ {pair[1]}，出现 {count} 次")
    corpus = [merge(sentence, pair) for sentence in corpus]

print("切好的前三句：", " / ".join("｜".join(s) for s in corpus[:3]))
print("切一句新的：", "｜".join(encode("外滩的风景", learned)))
print(f"{repeated=}")
print(f"rounds={len(learned)}")
print(f"top={max(counts)}")
print(f"last={min(counts)}")
