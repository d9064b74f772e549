"""命中价是输入价的几折，输出是输入的几倍：各家差多少。"""

from bookkit.prices import AS_OF, BOOK

today = AS_OF.isoformat()
rows = [
    r
    for r in BOOK["rows"]
    if r["currency"] == "USD" and not r["over"] and (r["from"] or today) <= today < (r["until"] or "9")
]
found = sorted(
    (float(r["hit"]) / float(r["input"]), float(r["output"]) / float(r["input"]), r["id"], r["when"] or "")
    for r in rows
)
print("命中价是输入价的几成　输出价是输入价的几倍")
for hit, output, model, when in found:
    print(f"{hit:.3f}　{output:.1f}　{model} {when}")
hits = [hit for hit, *_ in found]
print(f"hit_least={min(hits):.2f}")
print(f"hit_most={max(hits):.2f}")
print(f"output_least={min(output for _, output, *_ in found):.1f}")
print(f"output_most={max(output for _, output, *_ in found):.1f}")
print(f"apart={max(hits) / min(hits):.0f} 倍")
