"""反复问同一份文档：整篇放进去、靠前缀缓存打折，还是每次只检索几段？单位：一个输入词元按原价算一。

两边的提问与回答一样多，抵消了，不算；检索自己的开销、首字快慢、找不找得到，也都没算。
"""

from math import ceil

FOUND = 4000  # 每次检索放进去几个词元，每次都不同，所以没有缓存可用
OFFERS = (
    (0.02, 1),
    (0.05, 1.25),
    (0.1, 1.25),
    (0.2, 1),
)  # (命中价, 写入价)，各是输入价的几倍：价目里的几档，居中的是 0.1


def whole(size, asked, hit, write, expired=0.0):
    """整篇放，问 asked 次：头一次写入，以后命中；每次有 expired 的机会已经过期，要重写。"""
    return size * (write + (asked - 1) * (expired * write + (1 - expired) * hit))


def crossing(hit):
    """问得够多、从不过期时，文档短于多少词元整篇放便宜。"""
    return FOUND / hit


def pays_back(size, hit, write):
    """问几次起整篇放不比检索贵；永远追不上则为无穷。"""
    gain = FOUND - size * hit  # 从第二次起，每次省下的
    return max(1, ceil((size * write - FOUND) / gain) + 1) if size < crossing(hit) else float("inf")


def tolerates(size, asked, hit, write):
    """问 asked 次，过期的比例超过多少，整篇放就不再便宜。小于零是从不便宜。"""
    spare = asked * FOUND / size - write - (asked - 1) * hit  # 一次也不过期时，省下几份整篇
    return spare / (asked - 1) / (write - hit)


few, many = 2, 200
sizes = (3_000, 10_000, 50_000, 100_000)
for hit, write in OFFERS:
    print(
        f"命中价 {hit}、写入价 {write}：文档短于 {crossing(hit):.0f} 词元，问得够多就整篇放；过期的容忍度按问 {many} 次算"
    )
    for size in sizes:
        back, most = pays_back(size, hit, write), tolerates(size, many, hit, write)
        ratio = [whole(size, n, hit, write) / (n * FOUND) for n in (1, 2, 20, 200)]
        print(f"　{size:6}：{back} 次起回本，容忍过期 {most:.3f}；问 1、2、20、200 次，整篇的账是检索的", end=" ")
        print(*(f"{r:.2f}" for r in ratio))

(cheap, flat), (low, extra), (usual, _), (dear, _) = OFFERS
*_, book, _ = sizes
print(f"found={FOUND}")
print(f"{book=}")
print(f"crossing_cheap={crossing(cheap):.0f}")
print(f"crossing={crossing(usual):.0f}")
print(f"crossing_dear={crossing(dear):.0f}")
print(f"no_cache={crossing(1):.0f}")  # 没有折扣：整篇不比检索那几段长，才划算
print(f"write={extra} 倍")
print(f"{low=}")
print(f"{usual=}")
print(f"crossing_low={crossing(low):.0f}")
print(f"pays_back={pays_back(book, low, extra)}")
print(f"pays_back_cheap={pays_back(book, cheap, flat)}")
print(f"usual_often={whole(book, many, usual, extra) / (many * FOUND):.2f} 倍")
print(f"twice={whole(book, few, low, extra) / (few * FOUND):.1f} 倍")  # 对照：只问两次
print(f"often={whole(book, many, low, extra) / (many * FOUND):.2f} 倍")
print(f"tolerates={tolerates(book, many, low, extra):.3f}")
