"""便条多大，缓存多大：线性注意力的固定状态，与逐词元增长的 KV 缓存。"""

layers, heads, kv_heads, head, bytes_each = 32, 32, 8, 128, 2  # Llama-3-8B 的尺寸，半精度

state = layers * heads * head * head * bytes_each  # 每个头一张 128×128 的表，读多长都这么大
per_token = layers * 2 * kv_heads * head * bytes_each  # 每个词元的键与值
print(f"state={state / 2**20:.0f} MiB")
print(f"per_token={per_token / 2**10:.0f} KiB")
print(f"break_even={state // per_token}")
long = 131072
print(f"{long=}")
print(f"ratio={long * per_token / state:.0f}")
