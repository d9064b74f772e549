"""分页省的是什么：同一批长短不一的请求，按最大长度各留一段，与按块领取，同一块显存各装得下几路。

示意：长度取自均值 600 的指数分布，超过上限的截到上限；按写完时的长度算，没有模拟中途增长与换出。
"""

from math import ceil, log
from random import Random

ROOM = 256 * 1024  # 缓存放得下的词元数：32 GiB，每词元 128 KiB
LIMIT, MEAN = 4096, 600  # 服务声明的最大长度；请求的平均长度
BLOCK = 16


def requests(limit=LIMIT, seed=0):
    """一串请求各自写完时的长度，词元。"""
    dice = Random(seed)
    while True:
        yield min(limit, ceil(-MEAN * log(1 - dice.random())))


def admit(lengths, block, room=ROOM):
    """先来先装，每个请求占整数块，装不下下一个就停。返回 (几路, 占住却没用上的比例)。"""
    held = used = count = 0
    for length in lengths:
        taken = ceil(length / block) * block
        if held + taken > room:
            return count, 1 - used / held
        held, used, count = held + taken, used + length, count + 1


def always(length):
    """对照：长度全一样。"""
    while True:
        yield length


print("块长　几路　白占")
packed = {block: admit(requests(), block) for block in (1, BLOCK, 64, 256, 1024, LIMIT)}
for block, (count, waste) in packed.items():  # 块长等于上限，就是按最大长度预留
    print(f"{block:4}　{count:4}　{waste:.1%}")
others = [admit(requests(seed=seed), BLOCK)[0] for seed in range(10)]
print("换十个种子，分页：", *sorted(others))
for limit in (1024, 2048):  # 对照：不分页，只把声明的上限调小
    cut = sum(min(limit, n) < n for n, _ in zip(requests(), range(1000))) / 1000
    print(f"预留 {limit}：{admit(requests(limit), limit)[0]} 路，千条里被截断的 {cut:.1%}")

(reserved, idle), (paged, spare) = packed[LIMIT], packed[BLOCK]
print(f"{reserved=}")
print(f"{paged=}")
print(f"reserved_idle={idle:.1%}")
print(f"paged_idle={spare:.1%}")
print(f"perfect={packed[min(packed)][0]}")  # 一个词元一块：一点不浪费，也只能装这么多
print(f"trimmed={admit(requests(1024), 1024)[0]}")
print(f"full_reserved={admit(always(LIMIT), LIMIT)[0]}")
print(f"full_paged={admit(always(LIMIT), BLOCK)[0]}")
