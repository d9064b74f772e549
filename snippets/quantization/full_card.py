"""同一张卡，各自装满了再比：压得越小，装得下的人越多，合计每秒写多少词元。70B 的稠密模型，一张 H100。

一步的时间取「读」与「算」里长的那个。fp8 用得上八位的算力，翻一倍；四位的权重要还原成半精度才能算。
"""

CARD, BANDWIDTH, PEAK = 80e9, 3.35e12, 989e12  # 显存字节；每秒读的字节；半精度的算力
USABLE, LOW = 0.6, 0.4  # 算力用得上几成
parameters, cache = 70.55e9, 320 * 1024  # 每词元的缓存，字节
WAYS = {  # 名字：(权重几位, 缓存是半精度的几成, 算力是半精度的几倍)
    "fp8": (8, 1, 2),
    "fp8，缓存也八位": (8, 0.5, 2),
    "四位": (4.5, 1, 1),
    "四位，缓存也八位": (4.5, 0.5, 1),
}


def full(context, bits, kv, faster, usable=USABLE):
    """(装得下几人, 装满时合计每秒几个词元)。每人已有 context 个词元。"""
    weights, each = parameters * bits / 8, context * cache * kv
    people = int((CARD - weights) // each)
    step = max((weights + people * each) / BANDWIDTH, people * 2 * parameters / (PEAK * usable * faster))
    return people, people / step


found = {}
for context in (2048, 512, 256):
    print(f"每人 {context} 词元：装得下几人｜装满时合计每秒几个词元")
    for name, way in WAYS.items():
        people, total = found[context, name] = full(context, *way)
        print(f"　{people:4}｜{total:5.0f}　{name}")


def turn(kv="", usable=USABLE):
    """历史短到几个词元，fp8 的合计就反超四位。"""
    return next(
        n for n in range(2048, 0, -1) if full(n, *WAYS["fp8" + kv], usable)[1] > full(n, *WAYS["四位" + kv], usable)[1]
    )


print(f"turn={turn()}")
print(f"turn_kv={turn('，缓存也八位')}")
print(f"low={LOW:.0%}")
print(f"turn_low={turn(usable=LOW)}")
print(f"eight_room={found[2048, 'fp8'][0]}")
print(f"eight_total={found[2048, 'fp8'][1]:.0f}")
print(f"four_room={found[2048, '四位'][0]}")
print(f"four_total={found[2048, '四位'][1]:.0f}")
print(f"short_eight={found[256, 'fp8'][1]:.0f}")
print(f"short_eight_kv={found[256, 'fp8，缓存也八位'][1]:.0f}")
print(f"short_four={found[256, '四位'][1]:.0f}")
print(f"both_total={found[2048, '四位，缓存也八位'][1]:.0f}")
print(f"eight_kv_total={found[2048, 'fp8，缓存也八位'][1]:.0f}")
