"""字节：电脑存字用的最小格子。字节级 BPE 从这里起步，所以没有不认识的字。"""

samples = {"a": "a", "中": "中", "龘": "龘", "一家四口": "👨\u200d👩\u200d👧\u200d👦"}
for name, text in samples.items():
    raw = text.encode("utf-8")
    print(f"{name}：{len(text)} 个码点，{len(raw)} 个字节，{raw[:6].hex(' ')}")

base = len(range(2**8))
print(f"{base=}")
print(f"han={len(samples['中'].encode('utf-8'))}")
print(f"family_points={len(samples['一家四口'])}")
print(f"family_bytes={len(samples['一家四口'].encode('utf-8'))}")
