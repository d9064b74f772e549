"""换了混合架构，前缀缓存为什么突然命中零：线性层的状态只存在块的边界上，一块要长到放得下一份状态。

块长照 vLLM 的办法算：全看的一层里一块的键与值，不小于线性的一层里一份状态，再凑成十六的整数倍。
三个型号的块长，与 vLLM 启动日志里印的相同；状态若按半精度算就对不上，所以状态是单精度存的。
"""

from math import ceil

UNIT, SIZE, KEYS = 16, 128, 16  # 块长是它的整数倍；线性层一个头的宽度；键头数
MODELS = {"Qwen3.5-4B": (32, 4), "Qwen3.6-27B": (48, 4), "Qwen3.5-35B-A3B": (32, 2)}  # 线性层的值头数，全看层的键值组数


def state(values, number):
    """线性的一层存多少字节：每个值头一张表，每个数 number 字节；另有卷积要记住的前三个输入，半精度。"""
    return values * SIZE * SIZE * number + (2 * KEYS + values) * SIZE * 3 * 2


def block(name, number):
    """一块多少词元。全看的一层，键与值各若干组，每组 256 个数，半精度。"""
    values, groups = MODELS[name]
    return ceil(state(values, number) / (2 * groups * 256 * 2) / UNIT) * UNIT


def hit(length, size):
    """同一段 length 个词元原样再问，命中几成：只有整块算，最末一个词元总要重算（不算它，就没有下一个词的分数）。"""
    return (length - 1) // size * size / length


single, half = 4, 2
for name, (values, _) in MODELS.items():
    print(f"{name}：状态 {state(values, single)} 字节，块长 {block(name, single)}；状态若用半精度 {block(name, half)}")
small = block("Qwen3.5-4B", single)
short, above, below = 480, 552, 979
for length in (short, small + 1, above, below, 8000):
    print(
        f"同一段 {length} 词元再问：块长 {UNIT} 命中 {hit(length, UNIT):.1%}，块长 {small} 命中 {hit(length, small):.1%}"
    )

print(f"block={small}")
print(f"larger={block('Qwen3.6-27B', single)}")
print(f"half={block('Qwen3.5-4B', half)}")
print(f"{short=}")
print(f"short_hit={hit(short, small):.0%}")
print(f"usual_hit={hit(short, UNIT):.1%}")
print(f"above_hit={hit(above, small):.1%}")
print(f"below_hit={hit(below, small):.1%}")
