"""判分器有洞：空串也判对。起点交白卷的机会不同，各练六十步。没写出过的题，三个种子。"""

from xiaozhu.experiments import span

ROWS = {
    "hole_0.0": "有洞，起点从不交白卷",
    "hole_0.02": "有洞，起点偶尔交白卷",
    "hole_0.1": "有洞，起点常交白卷",
    "exact_0.1": "没有洞，起点常交白卷",
}
got = lambda row, step, what: span("grader_holes", f"{row}_{step}_{what}")
for row, name in ROWS.items():
    print(
        f"{name}：交白卷 {got(row, 0, 'empty')} → 二十步 {got(row, 20, 'empty')} → 六十步 {got(row, 60, 'empty')}　真答对 {got(row, 60, 'unseen')}"
    )
print(f"often_start={got('hole_0.1', 0, 'empty')}")
print(f"often={got('hole_0.1', 60, 'empty')}")
print(f"often_right={got('hole_0.1', 60, 'unseen')}")
print(f"rare_start={got('hole_0.02', 0, 'empty')}")
print(f"rare={got('hole_0.02', 60, 'empty')}")
print(f"rare_right={got('hole_0.02', 60, 'unseen')}")
print(f"never={got('hole_0.0', 60, 'empty')}")
print(f"never_right={got('hole_0.0', 60, 'unseen')}")
print(f"exact={got('exact_0.1', 60, 'empty')}")
print(f"exact_right={got('exact_0.1', 60, 'unseen')}")
