"""从价目核定的那天往后数：哪些型号几天之后停，哪些价几天之后变。"""

from bookkit.prices import AS_OF, BOOK, price, retirements

soon = 60  # 天
days = lambda day: (day - AS_OF).days
events = [(days(day), f"{model} 停用") for model, day in retirements().items()]
for row in BOOK["rows"]:
    if row["from"] and row["from"] > AS_OF.isoformat():
        start = type(AS_OF).fromisoformat(row["from"])
        now, then = price(row["id"]), price(row["id"], on=start)
        events.append((days(start), f"{row['id']} 输出价 {now.output:g} → {then.output:g} 美元"))
for left, what in sorted(events):
    print(f"还有 {left:3} 天：{what}")
print(f"{soon=}")
print(f"within={sum(left <= soon for left, _ in events)}")
print(f"first={min(left for left, _ in events)}")
print(f"all={len(events)}")
