"""压到四位，一个人用快近四倍；人一多，还剩几倍？80 亿参数，一张 H100，一步的时间取「读」与「算」里长的那个。

没算把四位还原成半精度的开销，所以真机只会更少。
"""

from itertools import count

PEAK, BANDWIDTH, CARD = 989e12, 3.35e12, 80e9  # 半精度的算力；每秒读显存的字节；显存字节
LOW, USABLE = 0.4, 0.6
COMPUTE = PEAK * USABLE  # 算力按六成用得上：假设，下面扫一遍
parameters, cache = 8.03e9, 128 * 1024  # 每词元的缓存，字节
HALF, FOUR, EIGHT = 16, 4.5, 8  # 位
SHORT, LONGER = 512, 2048  # 每人已有几个词元


def load(people, bits, context=0, kv=1.0):
    """显存里要放、写一个词元也要读的字节：参数与各人的缓存。context：每人已有几个词元；kv：缓存压到原来的几成。"""
    return parameters * bits / 8 + people * context * cache * kv


def step(people, bits, context=0, kv=1.0, compute=COMPUTE):
    """写一个词元要几秒。"""
    return max(load(people, bits, context, kv) / BANDWIDTH, people * 2 * parameters / compute)


def gain(people, bits=FOUR, **rest):
    """比半精度快几倍。"""
    base = {key: value for key, value in rest.items() if key == "context"}
    return step(people, HALF, **base) / step(people, bits, **rest)


crowds = alone, _, some, many, _, most = 1, 16, 64, 128, 256, 512
print("同时几人　　　　　", *(f"{people:5}" for people in crowds))
for label, rest in (
    ("四位，缓存当成零　", {}),
    ("四位，每人五百词元", dict(context=SHORT)),
    ("四位，每人两千词元", dict(context=LONGER)),
    ("四位，缓存也压一半", dict(context=LONGER, kv=0.5)),
    ("八位，八位算力翻倍", dict(bits=EIGHT, compute=2 * COMPUTE)),
):
    fits = [load(people, HALF, rest.get("context", 0)) <= CARD for people in crowds]  # 拿来比的半精度，自己装得下吗
    print(label, *(f"{gain(people, **rest):5.2f}" if fit else "    —" for people, fit in zip(crowds, fits)))
print("（—：半精度的参数加缓存装不进这张卡，没得比）")


def flat(usable, context=0, read=1):
    """几个人同时用，四位就一点也不快了：它的读也赶不上算。read：带宽用得上几成，只用得上一半，等于算力大了一倍。"""
    compute = PEAK * usable / read
    return next(
        n for n in count(alone) if step(n, HALF, context, compute=compute) == step(n, FOUR, context, compute=compute)
    )


for usable in (LOW, USABLE, 0.8, True):
    print(f"算力用得上 {usable:.0%}：{flat(usable)} 人起一点不快；带宽也打六折，{flat(usable, read=USABLE)} 人起")
MEASURED = {alone: (111, 98), some: (4087, 3969), 256: (5959, 8457), most: (7483, 9506)}  # 真机：批 -> (四位, 半精度)
print(f"usable={USABLE:.0%}")
print(f"low={LOW:.0%}")
print(f"alone={gain(alone):.2f}")
print(f"some={gain(some):.2f}")
print(f"many={gain(many):.2f}")
print(f"flat={flat(USABLE)}")
print(f"flat_low={flat(LOW)}")
print(f"flat_high={flat(True)}")
print(f"flat_read={flat(USABLE, read=USABLE)}")
print(f"short={SHORT}")
print(f"flat_short={flat(USABLE, SHORT)}")
print(f"short_many={gain(many, context=SHORT):.2f}")
print(f"account_crowd={gain(256):.2f}")
real = {people: four / half for people, (four, half) in MEASURED.items()}
print(f"real_alone={real[alone]:.2f}")
print(f"real_some={real[some]:.2f}")
print(f"real_crowd={real[256]:.2f}")
print(f"real_most={real[most]:.2f}")
print(f"longer={LONGER}")
print(f"long={gain(some, context=LONGER):.2f}")
print(f"long_kv={gain(some, context=LONGER, kv=0.5):.2f}")
print(f"half_room={int((CARD - load(0, HALF)) // (load(alone, HALF, LONGER) - load(0, HALF)))}")
print(f"eight_many={gain(most, EIGHT, compute=2 * COMPUTE):.2f}")
