"""小铸的缓存压到几位还能用：只压键、只压值、都压，每篇多损失多少奈特。三个种子。"""

from xiaozhu.experiments import span

print("　　　　只压键　　　　只压值　　　　都压")
for bits in (8, 4, 3, 2):
    print(f"{bits} 位　", "　".join(span("kv_bits", f"{which}_{bits}", 3) for which in ("keys", "values", "both")))
print(f"four={span('kv_bits', 'both_4')}")
print(f"keys={span('kv_bits', 'keys_2')}")
print(f"values={span('kv_bits', 'values_2')}")
print(f"both={span('kv_bits', 'both_2')}")
