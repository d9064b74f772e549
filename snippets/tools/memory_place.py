"""长期记忆放哪：系统提示最前、系统提示之后、对话末尾、只往后追加、用时再查？每轮新记一条，要按原价重读多少词元。"""

system, fact, turn, found = 3000, 40, 400, 5  # 系统提示、一条记忆、一轮对话各多少词元；查的话每轮取几条
PLACES = {  # 前四样记成一块：整块改写（或新的插在块头），还是只接在块尾
    "front": "放最前", "middle": "系统提示后", "front_tail": "放最前接块尾", "middle_tail": "系统提示后接块尾",
    "end": "放末尾", "append": "往后追加", "lookup": "用时再查",
}  # fmt: skip


def reread(place, turns, every=1, facts=100):
    """整段对话里（没命中缓存的输入词元, 命中的输入词元）。每 every 轮新记一条，起初已有 facts 条。"""
    fresh = hit = 0
    known, cached = facts, 0
    for past in range(turns):
        changed = past > 0 and past % every == 0
        known += changed
        block, history = known * fact, past * turn
        if place.startswith(("front", "middle")):  # 一改，从改的地方起作废；后面的历史总要重读
            before = system * place.startswith("middle") + (known - 1) * fact * place.endswith("tail")
            kept = before if changed else cached
            whole = system + block + history + turn
        elif place == "append":  # 老的在最前不动，新记的当作一句话接在对话后面
            kept, whole = cached, system + block + history + turn
        else:  # 放在对话末尾：前面的都命中，末尾这一段轮轮重读
            tail = block if place == "end" else found * fact
            kept, whole = cached, system + history + turn + tail
        fresh, hit = fresh + whole - kept, hit + kept
        cached = whole - (tail if place in ("end", "lookup") else 0)
    return fresh, hit


turns, many, rarely, ratio = 20, 1000, 10, 0.1  # 末一个：命中价是原价的几分之几（各家见账单一章）
print("按原价重读的词元（括号里折成原价：命中的按一折算）：")
print("｜".join(PLACES.values()))
for label, every, facts in (
    ("每轮记一条", 1, 100),
    ("十轮记一条", rarely, 100),
    ("从不记新的", many, 100),
    ("记忆有一千条", 1, many),
):
    costs = {place: reread(place, turns, every, facts) for place in PLACES}
    print(f"{label}：" + "｜".join(f"{fresh}（{fresh + ratio * hit:.0f}）" for fresh, hit in costs.values()))
front, middle, front_tail, middle_tail, end, append, lookup = (reread(place, turns)[0] for place in PLACES)
print(f"{turns=}")
print(f"front={front}")
print(f"middle={middle}")
print(f"front_tail={front_tail}")
print(f"middle_tail={middle_tail}")
print(f"end={end}")
print(f"append={append}")
print(f"lookup={lookup}")
print(f"front_still={reread('front', turns, many)[0]}")
print(f"end_still={reread('end', turns, many)[0]}")
whole = lambda fresh, hit: fresh + ratio * hit  # 命中的折成原价
print(f"append_many={whole(*reread('append', turns, facts=many)):.0f}")
print(f"lookup_many={whole(*reread('lookup', turns, facts=many)):.0f}")
