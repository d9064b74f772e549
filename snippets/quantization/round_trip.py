"""一行八个权重，压到 8、4、2 位再放回来，差多少：手算得出来的量化。"""

weights = [0.12, -0.31, 0.05, 0.70, -0.02, 0.26, -0.55, 0.08]


def round_trip(row, bits):
    """(整数, 放回来的数)：最大的那个对准最大的一档，其余取最近的一档。"""
    levels = 2 ** (bits - 1) - 1
    scale = max(map(abs, row)) / levels
    whole = [round(w / scale) for w in row]
    return whole, [scale * q for q in whole]


def error(row, bits):
    """放回来之后，误差的均方根。"""
    _, back = round_trip(row, bits)
    return (sum((a - b) ** 2 for a, b in zip(row, back)) / len(row)) ** 0.5


print("原数", *weights)
for bits in (8, 4, 2):
    whole, back = round_trip(weights, bits)
    print(f"{bits} 位　整数", *whole, "　放回", *(f"{w:.3f}" for w in back), f"　误差 {error(weights, bits):.4f}")
halves = [weights[:4], weights[4:]]
grouped = (sum(error(half, 4) ** 2 for half in halves) / len(halves)) ** 0.5
print(
    f"8 位 {error(weights, 8):.4f}　4 位 {error(weights, 4):.4f}，四个一组 {grouped:.4f}　2 位 {error(weights, 2):.4f}"
)
print(f"eight={error(weights, 8):.4f}")
print(f"four={error(weights, 4):.3f}")
print(f"two={error(weights, 2):.2f}")
print(f"grouped={grouped:.3f}")
