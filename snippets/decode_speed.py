"""写回答的上限：每一步至少要把参数读一遍，所以每秒词元数不超过 带宽 / 参数字节数。"""

bandwidth = 3.35e12  # 字节每秒，H100 SXM
small, large = 8e9, 70e9  # 参数个数
half, four_bit = 2, 0.5  # 每个参数几个字节

print(f"{small=:.0f}")
print(f"{large=:.0f}")
print(f"small_speed={bandwidth / (small * half):.0f}")
print(f"large_speed={bandwidth / (large * half):.0f}")
print(f"quantized_speed={bandwidth / (large * four_bit):.0f}")
