"""投机解码什么时候反而慢：一遍核对几个词，读显存的钱照旧，算的活翻几倍；人多了，算就不再是白捡的。

一遍的时间取读显存与算里较长的那个（80 亿参数、一张 H100）。没算调度、采样与核对失败之后的整理，真机只会更早变慢。
"""

from itertools import count

PEAK, BANDWIDTH, CARD, USED = 989e12, 3.35e12, 80e9, 2  # 每个参数两个字节，一乘一加也是两次
LOW, USABLE = 0.4, 0.6  # 算力用得上几成，假设，两头都算
large, small, cache = 8.03e9, 0.8e9, 128 * 1024  # 大的、小的各多少参数；大的每词元的缓存，字节
RATE, DRAFT = 0.7, 3  # 每处收下的概率；一次猜几个


def one_pass(parameters, people, words, context, usable=USABLE):
    """每人送 words 个词元走一遍，几秒。"""
    read = parameters * USED + people * context * cache * parameters / large  # 小的缓存按参数等比缩小，假设
    return max(read / BANDWIDTH, people * words * parameters * USED / (PEAK * usable))


def fits(context):
    """一张卡除去两份参数，装得下几个人；没有缓存就不限。"""
    room = CARD - (large + small) * USED
    return int(room // (context * cache * (1 + small / large))) if context else float("inf")


def gain(people, context, rate=RATE, draft=DRAFT, usable=USABLE):
    """比不猜快几倍：一轮平均写出的词数，乘不猜写一个的时间，除以一轮的时间。"""
    written = sum(rate**i for i in range(draft + 1))
    one = lambda model, words: one_pass(model, people, words, context, usable)
    return written * one(large, 1) / (draft * one(small, 1) + one(large, draft + 1))


crowds = alone, _, _, _, crowd = 1, 16, 64, 128, 256
contexts = none, short, middle, _ = 0, 512, 2048, 8192
print("同时几人：", *crowds)
for context in contexts:
    cells = [f"{gain(people, context):.3f}" if people <= fits(context) else "装不下" for people in crowds]
    print(f"每人 {context:4} 词元（最多 {fits(context)} 人）：", *cells)
rates = _, poor, unlucky = 0.9, 0.4, 0.2
for rate in rates:
    print(f"没有缓存要读，收下的概率 {rate}：", *(f"{gain(people, none, rate):.3f}" for people in crowds))
for draft in (1, 7):
    print(f"没有缓存要读，一次猜 {draft} 个：", *(f"{gain(people, none, draft=draft):.3f}" for people in crowds))


def slows(context, usable=USABLE):
    """最少几个人同时用，投机就不快了。"""
    return next(people for people in count(alone) if gain(people, context, usable=usable) < alone)


full = fits(middle)
for usable in (LOW, USABLE, alone):
    where = f"每人 {short} 词元 {slows(short, usable)} 人起、不读缓存 {slows(none, usable)} 人起"
    print(f"算力用得上 {usable:.0%}：{where}不如不开；装满 {full} 人快 {gain(full, middle, usable=usable):.2f} 倍")
print(f"written={sum(RATE**i for i in range(DRAFT + 1)):.2f}")
print(f"alone={gain(alone, short):.1f}")
print(f"crowded={gain(crowd, short):.2f}")
print(f"slows={slows(none)}")
print(f"slows_short={slows(short)}")
print(f"usable={USABLE:.0%}")
print(f"low={LOW:.0%}")
print(f"slows_short_low={slows(short, LOW)}")
print(f"full_long_low={gain(full, middle, usable=LOW):.2f}")
print(f"{full=}")  # 对照：同样多的人，历史长短不同；读缓存是大头时，人多也照样快
print(f"full_short={gain(full, short):.2f}")
print(f"full_long={gain(full, middle):.2f}")
print(f"unlucky={gain(alone, none, unlucky):.2f}")
print(f"poor_rate={poor:.0%}")
print(f"poor={gain(alone, none, poor):.2f}")
# 倒推：收下 poor、一个人用，快成这么多倍时，写一个草稿花的工夫是大的几成
share = lambda speed: (sum(poor**i for i in range(DRAFT + 1)) / speed - 1) / DRAFT
print(f"as_slow={share(45 / 60):.2f}")  # 从 45 毫秒变成 60 毫秒的那位
print(f"no_gain={share(1):.2f}")
