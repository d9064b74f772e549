"""两种慢各能估到多少：读提示看算力，写回答看带宽。一张 H100 的规格。"""

COMPUTE, BANDWIDTH = 989e12, 3.35e12  # 半精度每秒乘加各算一次的运算数；每秒读显存的字节数
USED = 0.4  # 算力真用得上的比例，粗略的假设
small, large = 8e9, 70e9  # 参数个数
half, four_bit = 2, 4.5 / 8  # 每个参数几个字节；四位的，分组的刻度另占半位
prompt = 8000  # 提示的词元数


def prefill(parameters):
    """读完提示要几秒：每个词元每个参数一次乘、一次加。"""
    return 2 * parameters * prompt / (COMPUTE * USED)


def decode(*read):
    """每个人每秒至多几个词元：一步要读的各样东西加起来，字节。"""
    return BANDWIDTH / sum(read)


users, card = 32, 80e9  # 同时在途的请求；一张卡的显存，字节
cache = 8192 * 128 * 1024  # 每个八千多词元，Llama-3-8B 每个词元 128 KiB
large_cache = 8192 * 320 * 1024  # Llama-3-70B 每个词元 320 KiB
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
print(f"crowded_total={users * decode(small * half, users * cache):.0f}")

needed = large * four_bit + users * large_cache  # 四位的 700 亿参数，加上这些请求的缓存
fits = int((card - large * four_bit) // large_cache)
print(f"needed={needed / 1e9:.0f} GB")
print(f"card={card / 1e9:.0f} GB")
print(f"{fits=}")
print(f"large_crowded={decode(large * four_bit, fits * large_cache):.0f}")

# 逐字卡住：别人的长提示插进来整段读完，你的下一个字就得等它；切成小段穿插，每步只多等一小段
chunk = 512
print(f"stall={prefill(small) * 1000:.0f} 毫秒")
print(f"{chunk=}")
print(f"chunk_stall={prefill(small) * chunk / prompt * 1000:.0f} 毫秒")
