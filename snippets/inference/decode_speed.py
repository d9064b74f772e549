"""两种慢各能估到多少：读提示看算力，写回答看带宽。一张 H100 的规格。"""

COMPUTE, BANDWIDTH = 989e12, 3.35e12  # 半精度每秒乘加各算一次的运算数；每秒读显存的字节数
USED = 0.4  # 算力真用得上的比例，粗略的假设
small, large = 8e9, 70e9  # 参数个数
half, four_bit = 2, 0.5  # 每个参数几个字节
prompt = 8000  # 提示的词元数


def prefill(parameters):
    """读完提示要几秒：每个词元每个参数一次乘、一次加。"""
    return 2 * parameters * prompt / (COMPUTE * USED)


def decode(*read):
    """每个人每秒至多几个词元：一步要读的各样东西加起来，字节。"""
    return BANDWIDTH / sum(read)


users = 32
cache = 8192 * 128 * 1024  # 每人八千多个词元，Llama-3-8B 每个 128 KiB
large_cache = 8192 * 320 * 1024  # Llama-3-70B 每个 320 KiB
print(f"{small=:.0f}")
print(f"{large=:.0f}")
print(f"{prompt=}")
print(f"used={USED}")
print(f"small_prefill={prefill(small):.1f} 秒")
print(f"large_prefill={prefill(large):.1f} 秒")
print(f"small_speed={decode(small * half):.0f}")
print(f"large_speed={decode(large * half):.0f}")
print(f"quantized_speed={decode(large * four_bit):.0f}")
print(f"alone={decode(small * half, cache):.0f}")
print(f"{users=}")
print(f"crowded={decode(small * half, users * cache):.0f}")
print(f"large_crowded={decode(large * four_bit, users * large_cache):.0f}")
print(f"crowded_total={users * decode(small * half, users * cache):.0f}")
