"""长期记忆放哪：系统提示前段、末尾、还是用时再查？每轮新记一条，看要按原价重读多少词元。"""

system, fact, turn, found = 3000, 40, 400, 5  # 系统提示、一条记忆、一轮对话各多少词元；查的话每轮取几条


def reread(place, turns, every=1, facts=100):
    """整段对话里没命中缓存的输入词元。每 every 轮新记一条，起初已有 facts 条。"""
    fresh, known = 0, facts
    for past in range(turns):
        changed = past > 0 and past % every == 0
        known += changed
        history = past * turn
        if place == "front":  # 系统提示最前面：一改，从头作废
            fresh += system + known * fact + history + turn if changed or not past else turn
        elif place == "end":  # 历史后面：每轮都要重读全部记忆，前面的都命中
            fresh += (0 if past else system) + known * fact + turn
        else:  # 用时再查：只放相关的几条在末尾
            fresh += (0 if past else system) + found * fact + turn
    return fresh


turns, many, rarely = 20, 1000, 10
print("　　　　　　　　放最前　　放末尾　　用时再查")
for label, every, facts in (
    ("每轮记一条", 1, 100),
    ("十轮记一条", rarely, 100),
    ("从不记新的", many, 100),
    ("记忆有一千条", 1, many),
):
    print(label, "　".join(f"{reread(place, turns, every, facts):8}" for place in ("front", "end", "lookup")))
front, end, lookup = (reread(place, turns) for place in ("front", "end", "lookup"))
print(f"{turns=}")
print(f"front={front}")
print(f"end={end}")
print(f"lookup={lookup}")
print(f"front_still={reread('front', turns, many)}")
print(f"end_still={reread('end', turns, many)}")
