"""同样的步数，语料过一遍、四遍、十六遍：没见过的与练过的短文，各高出真实熵多少（三个种子）。"""

from xiaozhu.experiments import result, span

PASSES = (1, 4, 16)
gap = lambda n, what: span("repeats", f"passes_{n}_{what}_gap")
for n in PASSES:
    short = (
        f"　同样少的语料，只过一遍 {span('repeats', f'short_{n}_gap')}" if f"short_{n}_gap" in result("repeats") else ""
    )
    print(f"过约 {n} 遍：没见过的 {gap(n, 'end')}　练过的 {gap(n, 'end_train')}{short}")
once, many = min(PASSES), max(PASSES)
print(f"once={gap(once, 'end')}")
print(f"four={gap(4, 'end')}")
print(f"many={gap(many, 'end')}")
print(f"many_train={gap(many, 'end_train')}")
print(f"once_train={gap(once, 'end_train')}")


def apart(n):
    """没见过的比练过的多高出多少。"""
    pairs = zip(result("repeats")[f"passes_{n}_end_gap"], result("repeats")[f"passes_{n}_end_train_gap"])
    found = [held - trained for held, trained in pairs]
    least = round(min(found), 2) or 0.0  # 负零印成零
    return f"{least:.2f}–{max(found):.2f}"


def rise(what):
    """同一个种子，十六遍比一遍高出多少。"""
    found = result("repeats")
    return [b - a for a, b in zip(found[f"passes_{once}_{what}_gap"], found[f"passes_{many}_{what}_gap"])]


trained, held = rise("end_train"), rise("end")
print("一遍一遍地看，十六遍比一遍：练过的", *(f"{x:+.3f}" for x in trained), "　没见过的", *(f"{x:+.3f}" for x in held))
print(f"seeds={len(set(trained))}")
print(f"seeds_lower={len({x for x in trained if x < 0})}")
print(f"held_rise={min(held):.2f}–{max(held):.2f}")
print(f"gap_once={apart(once)}")
print(f"gap_many={apart(many)}")
print(f"shorter={span('repeats', 'short_16_gap')}")
print(f"short={span('repeats', 'short_4_gap')}")
