"""小铸的缓存压到几位还能用：只压键、只压值、都压，每篇多损失多少奈特；要回头查前文的短文与别的分开看。

一份检查点，三份考卷。刻度有两种定法：每个词元的每个头一个；每一维一个。
"""

from xiaozhu.experiments import result, span

WAYS = ("keys", "values", "both")
for label, tail in (("全部", ""), ("要回头查前文的", "_recall"), ("别的", "_other")):
    print(f"{label}：只压键　只压值　都压")
    for bits in (8, 4, 3, 2):
        print(f"　{bits} 位　", "　".join(span("kv_bits", f"{which}_{bits}{tail}", 3) for which in WAYS))
print("两位，要回头查前文的，刻度换一种定法：按词元｜按维")
for which, label in (("keys", "只压键"), ("values", "只压值"), ("both", "都压　")):
    print(f"　{label}　", "｜".join(span("kv_bits", f"{which}_2{how}_recall", 3) for how in ("", "_axis")))
print(f"　键按维、值按词元，都压　{span('kv_bits', 'best_2_recall', 3)}")
print(f"four={max(result('kv_bits')['both_4']):.2f}")
print(f"four_recall={span('kv_bits', 'both_4_recall')}")
print(f"three_keys={span('kv_bits', 'keys_3_recall')}")
print(f"three_values={span('kv_bits', 'values_3_recall')}")
print(f"keys={span('kv_bits', 'keys_2')}")
print(f"values={span('kv_bits', 'values_2')}")
print(f"both={span('kv_bits', 'both_2')}")
print(f"keys_recall={span('kv_bits', 'keys_2_recall')}")
print(f"values_recall={span('kv_bits', 'values_2_recall')}")
print(f"keys_other={span('kv_bits', 'keys_2_other')}")
print(f"values_other={span('kv_bits', 'values_2_other')}")
print(f"keys_axis={span('kv_bits', 'keys_2_axis_recall')}")
print(f"values_axis={span('kv_bits', 'values_2_axis_recall')}")
print(f"both_recall={span('kv_bits', 'both_2_recall')}")
print(f"best_recall={span('kv_bits', 'best_2_recall')}")
