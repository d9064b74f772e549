"""「每个参数二十个词元」：参数怎么数？小模型配大词表，数法不同，差出好几倍。"""

vocabulary, ratio = 128_256, 20


def counts(d, layers):
    """(只算各层, 加上输出层, 再加上嵌入) 的参数个数；一层约 12·d²。"""
    blocks, table = 12 * layers * d * d, vocabulary * d
    return blocks, blocks + table, blocks + 2 * table


SIZES = {"小": (512, 8), "中": (2048, 24), "大": (8192, 80)}
for name, size in SIZES.items():
    found = counts(*size)
    print(f"{name}：", "　".join(f"{n / 1e9:.2f}B→{n * ratio / 1e9:.1f}B 词元" for n in found))
small, large = counts(*SIZES["小"]), counts(*SIZES["大"])
print(f"{ratio=}")
print(f"least={small[0] * ratio / 1e9:.2f}B")
print(f"most={small[2] * ratio / 1e9:.2f}B")
print(f"apart={small[2] / small[0]:.1f}")
print(f"large_apart={large[2] / large[0]:.2f}")
