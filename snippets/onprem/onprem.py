"""数据不许出门：这么多人、这样的问法，各要几张卡？显存装不装得下、读得够不够快、算不算得完。

读与算抢同一张卡的时间：完全错得开，取大的一样；完全错不开，两样相加。真机在中间，所以每格印两头。
总参数、激活参数与许可取自各家的模型卡，权重的位数取出厂或常见的部署，每词元的缓存照 kv_per_token.py 的算法。
"""

from math import ceil, exp

H100 = 80e9, 3.35e12, 990e12  # 显存，字节；每秒读多少字节；半精度每秒运算数
H20 = 96e9, 4.0e12, 148e12  # 另一种卡：装得多、读得快、算得慢
ROOM, READ, USED = 0.9, 0.6, 0.4  # 显存留一成给别的；读与算只用得上标称的这么多。三个都是假设，压测之后换掉
SERVER, RENT, HOURS, WORKDAYS = 8, 3.0, 730, 22  # 一台几张卡；每卡时美元，与 break_even.py 同；一个月几小时、几个工作日
STAFF, EACH, BUSY = 2000, 20, 0.2  # 用的人；每人每天问几次；最忙的那个小时占一天的几成
PROMPT, ANSWER, PACE = 8000, 600, 30  # 一次请求读多少词元、写多少、每秒写几个（比人读得快就行）
MODELS = {  # 名字：(总参数, 激活参数, 权重几位（连刻度）, 每词元缓存的字节, 每个请求固定的字节)
    "Llama-3.1-8B": (8.03e9, 8.03e9, 8.5, 32 * 2 * 8 * 128 * 2, 0),
    "Llama-3.1-70B": (70.55e9, 70.55e9, 8.5, 80 * 2 * 8 * 128 * 2, 0),
    "gpt-oss-120b": (117e9, 5.1e9, 4.5, 18 * 2 * 8 * 64 * 2, 4.7e6),
    "Qwen3.5-35B-A3B": (35e9, 3e9, 8.5, 10 * 2 * 2 * 256 * 2, 64.4e6),
    "DeepSeek-V4-Flash": (284e9, 13e9, 4.5, 6229, 5.6e6),
    "DeepSeek-V3": (671e9, 37e9, 8, 61 * (512 + 64) * 2, 0),
}
arrivals = STAFF * EACH * BUSY / 3600  # 最忙时每秒来几个请求
flying = arrivals * ANSWER / PACE  # 同时在途几个：每秒来几个，乘每个答几秒


def crowded(mean, rare):
    """随机到来时（泊松），只有 rare 的时刻在途超过几个。"""
    chance, total, n = exp(-mean), exp(-mean), 0
    while total < 1 - rare:
        n += 1
        chance *= mean / n
        total += chance
    return n


rare = 0.01
rush = crowded(flying, rare)


def cards(name, staff=STAFF, prompt=PROMPT, answer=ANSWER, hit=0.0, bits=None, cache=1.0, fast=1, online=0, card=H100):
    """显存、读、算各要几张卡。

    hit：读题的词元命中公共前缀、不用再算的比例；bits：换一种权重的位数；cache：缓存压到几成；
    fast：算得快几倍（八位的权重也用八位去算，快一倍）；online：不数在途，把在线的人全当成在途。
    """
    memory, bandwidth, compute = card
    total, active, native, per_token, fixed = MODELS[name]
    every = arrivals * staff / STAFF
    waiting = online or every * answer / PACE
    held = total * (bits or native) / 8 + waiting * ((prompt + answer) * per_token + fixed) * cache
    fits = held / (memory * ROOM)
    reads = PACE * held / (bandwidth * READ)  # 每写一个词元都读一遍；人多时专家大半用上，当成全读
    computes = every * (prompt * (1 - hit) + answer) * 2 * active / (compute * USED * fast)
    return fits, reads, computes


def need(name, **how):
    """(至少几张, 至多几张)：读与算错得开、错不开。"""
    fits, reads, computes = cards(name, **how)
    return ceil(max(fits, reads, computes)), ceil(max(fits, reads + computes))


def servers(name, **how):
    """(至少几台, 至多几台)：卡凑成整台。"""
    return tuple(ceil(cards / SERVER) for cards in need(name, **how))


def served(name, end):
    """一台八卡至多伺候多少人，十个十个地数；权重就装不下的，零。"""
    return max((n for n in range(0, 100_000, 10) if need(name, staff=n)[end] <= SERVER), default=0)


def turn(name, **how):
    """人多到几个（十个十个地数），算才比读吃紧。"""
    return next(n for n in range(10, 100_000, 10) if (c := cards(name, staff=n, **how))[2] > c[1])


def span(pair):
    """两头一样就印一个数。"""
    return "–".join(map(str, dict.fromkeys(pair)))


crowd = {name: (served(name, 1), served(name, 0)) for name in MODELS}
letters = dict(zip(MODELS, "甲乙丙丁戊己"))
for name, letter in letters.items():
    print(letter, name)
print("　权重 GB　每请求缓存 GB　显存、读、算各要几张　一台八卡伺候几人")
for name, (total, _, bits, per_token, fixed) in MODELS.items():
    cells = "、".join(f"{value:4.1f}" for value in cards(name))
    cache = ((PROMPT + ANSWER) * per_token + fixed) / 1e9
    room = span(crowd[name]) if any(crowd[name]) else "装不下"
    print(f"{letters[name]}{total * bits / 8 / 1e9:7.0f}　{cache:13.2f}　{cells:22}　{room}")
less, more, long, hit = STAFF // 40, 2 * STAFF, 4 * PROMPT, 0.8
CHANGES = {
    "不动": {},
    "人只有四十分之一": dict(staff=less),
    "人数加倍": dict(staff=more),
    "在途按最挤的时刻": dict(online=rush),
    "读题命中八成": dict(hit=hit),
    "八位也用八位算": dict(fast=2),
    "权重压到四位": dict(bits=4.5),
    "提示长四倍": dict(prompt=long),
    "提示长四倍，读题命中八成": dict(prompt=long, hit=hit),
    "提示长四倍，权重压到四位": dict(prompt=long, bits=4.5),
    "提示长四倍，八位也用八位算": dict(prompt=long, fast=2),
    "想了再答，写五倍": dict(answer=5 * ANSWER),
    "缓存压到八位": dict(cache=0.5),
    "换一种卡，H20": dict(card=H20),
    "在线的人全当成在途": dict(online=STAFF),
}
print("换一个假设，要几张卡：")
print(*(f"{letter:>5}" for letter in letters.values()))
for change, how in CHANGES.items():
    print(*(f"{span(need(name, **how)):>6}" for name in MODELS), f"　{change}")
dense, sparse, small = "Llama-3.1-70B", "DeepSeek-V4-Flash", "Llama-3.1-8B"
weight, caches = (MODELS[dense][0] * MODELS[dense][2] / 8, flying * (PROMPT + ANSWER) * MODELS[dense][3])
month = lambda name, end: servers(name)[end] * SERVER * RENT * HOURS
each_request = lambda name, end: month(name, end) / (STAFF * EACH * WORKDAYS)
fits, reads, computes = cards(dense)
print(f"workdays={WORKDAYS}")
print(f"staff={STAFF}")
print(f"each={EACH}")
print(f"busy={BUSY:.0%}")
print(f"arrivals={arrivals:.1f}")
print(f"answer={ANSWER}")
print(f"pace={PACE}")
print(f"prompt={PROMPT}")
print(f"flying={flying:.0f}")
print(f"weight={weight / 1e9:.0f} GB")
print(f"caches={caches / 1e9:.0f} GB")
print(f"fits={fits:.1f}")
print(f"reads={reads:.1f}")
print(f"computes={computes:.1f}")
print(f"dense_servers={span(servers(dense))}")
print(f"rent={RENT:.0f} 美元")
print(f"one_server={month(sparse, 0):.0f} 美元")
print(f"one_request={each_request(sparse, 0):.3f} 美元")
print(f"two_request={each_request(dense, 1):.3f} 美元")
print(f"{rare=:.0%}")
print(f"{rush=}")
# 270 亿参数、权重八位，一张卡满载每秒读加写几个词元：读与算错不开、半精度去算；错得开、八位去算（缓存的那份读没算）
at_most = H100[2] * USED / (2 * 27e9)
reading = PACE * 27e9 * 8.5 / 8 / (H100[1] * READ)  # 每秒写 PACE 步，光读权重就占去这么多时间
print(f"peak_low={(1 - reading) * at_most:.0f}")
print(f"peak_high={2 * at_most:.0f}")
print(f"dense_served={span(crowd[dense])}")
print(f"sparse_served={span(crowd[sparse])}")
print(f"tiny_served={span(crowd['Qwen3.5-35B-A3B'])}")
print(f"turn={turn(dense)}")
print(f"turn_fast={turn(dense, fast=2)}")  # 八位的权重也用八位去算
print(f"less={less}")
print(f"dense_less={span(need(dense, staff=less))}")
print(f"sparse_less={span(need(sparse, staff=less))}")
print(f"more={more}")
print(f"dense_more={span(need(dense, staff=more))}")
print(f"sparse_more={span(need(sparse, staff=more))}")
print(f"dense={span(need(dense))}")
print(f"dense_long={span(need(dense, prompt=long))}")
print(f"dense_long_four={span(need(dense, prompt=long, bits=4.5))}")
print(f"hit={hit:.0%}")
print(f"dense_long_hit={span(need(dense, prompt=long, hit=hit))}")
print(f"dense_long_fast={span(need(dense, prompt=long, fast=2))}")
print(f"largest={span(need('DeepSeek-V3'))}")
print(f"largest_four={span(need('DeepSeek-V3', bits=4.5))}")
print(f"small={span(need(small))}")
print(f"small_online={span(need(small, online=STAFF))}")
print(f"sparse={span(need(sparse))}")
print(f"sparse_online={span(need(sparse, online=STAFF))}")
print(f"dense_h20={span(need(dense, card=H20))}")
print(f"sparse_h20={span(need(sparse, card=H20))}")
