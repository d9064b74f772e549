"""向量库有多大：块数 × 维数 × 每个数的字节。"""

chunks, wide, narrow = 2_000_000, 1024, 256  # 两百万块；常见的维数，与截短之后的维数


def gigabytes(dimensions, bytes_each):
    return chunks * dimensions * bytes_each / 1e9


print(f"{chunks=}")
print(f"{wide=}")
print(f"float32={gigabytes(wide, 4):.1f} GB")
print(f"int8={gigabytes(wide, 1):.1f} GB")
print(f"{narrow=}")
print(f"short={gigabytes(narrow, 1):.1f} GB")
print(f"candidates={50}")
print(f"compared={chunks // 50}")  # 若不先捞，重排要多算多少份
