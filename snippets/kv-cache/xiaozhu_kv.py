"""KV 缓存：小铸逐字写，有缓存与每步重算，乘加各多少次、各用多久。"""

from xiaozhu.experiments import result

kv_cache = result("kv_cache")
measured = {key: min(values) for key, values in kv_cache.items()}
for n in (16, 64, 256):
    cached, again = measured[f"cached_{n}"], measured[f"recomputed_{n}"]
    print(f"写 {n:3} 个词元，百万次：有缓存 {cached / 1e6:5.1f}，重算 {again / 1e6:6.1f}")

print(f"times={measured['recomputed_256'] / measured['cached_256']:.1f}")
slower = kv_cache["times_slower_256"]
print(f"slower={min(slower):.0f}–{max(slower):.0f}")
print(f"bytes={int(measured['cache_bytes_256']) // 256} 字节")
