"""六条客服条目，手写一个关键词检索：编号一搜就中，换个说法就瞎；把字当词袋的向量恰好相反地认错编号。"""

from collections import Counter
from math import log, sqrt

FAQ = (
    "退款：七天之内，未拆封，原路退回",
    "换货：尺码不合，七天之内，来回运费由买家出",
    "发票：电子发票在订单页下载",
    "错误码 E1207：支付超时，请重新下单",
    "错误码 E1270：余额不足，请先充值",
    "物流：下单之后两天内发货",
)
pairs = lambda text: [text[i : i + 2] for i in range(len(text) - 1)]
counts = [Counter(pairs(text)) for text in FAQ]
mean = sum(c.total() for c in counts) / len(FAQ)


def score(ask, count, k=1.5, b=0.75):
    """BM25：共有的字对，越稀罕越值钱，重复出现收益递减，长的条目打折。"""
    total = 0
    for pair in set(pairs(ask)) & count.keys():
        seen = sum(pair in c for c in counts)
        rarity = log(1 + (len(FAQ) - seen + 0.5) / (seen + 0.5))
        total += rarity * count[pair] * (k + 1) / (count[pair] + k * (1 - b + b * count.total() / mean))
    return total


def cosine(a, b):
    """字袋的夹角：只数有哪些字、各几个，不管次序。"""
    a, b = Counter(a), Counter(b)
    return sum(a[x] * b[x] for x in a) / sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))


for ask in ("怎么退款", "E1207 是什么意思", "买错了想把钱拿回来"):
    print(f"{ask}：", "　".join(f"{text[:6]} {score(ask, count):.2f}" for text, count in zip(FAQ, counts)))
right, rival = (score("E1207 是什么意思", counts[i]) for i in (3, 4))
print(f"code={right:.2f}")
print(f"rival={rival:.2f}")
print(f"rephrased={max(score('买错了想把钱拿回来', count) for count in counts):.2f}")
print(f"plain={score('怎么退款', counts[0]):.2f}")
print(f"bag={cosine('E1207', 'E1270'):.4f}")
print(f"ordered={cosine(pairs('E1207'), pairs('E1270')):.2f}")
