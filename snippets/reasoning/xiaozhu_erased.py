"""同样的题、同样的练法，一边预训练时学过方位，一边的方位全是掷硬币。没写出过的题，三个种子，逐个种子成对。"""

from xiaozhu.experiments import result, span

ROWS = {
    "start": "起点",
    "true_20": "真奖励，二十步",
    "true_100": "真奖励，一百步",
    "wrong_20": "奖错的，二十步",
    "wrong_100": "奖错的，一百步",
    "sft_50": "直接教，五十步",
    "sft_120": "直接教，百二十步",
}
measured = result("grpo_erased")
seeds = lambda side, row: measured[f"{side}_{row}_unseen"]
print(
    "照语料的句式，信真方位：知识在",
    span("grpo_erased", "known_side_unwritten"),
    "　抹掉",
    span("grpo_erased", "erased_side_unwritten"),
)
for row, name in ROWS.items():
    print(
        f"{name}：知识在 {' '.join(f'{v:.2f}' for v in seeds('known', row))}　抹掉 {' '.join(f'{v:.2f}' for v in seeds('erased', row))}"
    )
got = lambda side, row: span("grpo_erased", f"{side}_{row}_unseen")
gaps = [a - b for a, b in zip(seeds("known", "true_100"), seeds("erased", "true_100"))]
taught = [a - b for a, b in zip(seeds("known", "sft_120"), seeds("erased", "sft_120"))]
start = [a - b for a, b in zip(seeds("known", "start"), seeds("erased", "start"))]
net = lambda rows: [gap - before for gap, before in zip(rows, start)]  # 扣掉起点就有的差
print(f"known_belief={span('grpo_erased', 'known_side_unwritten')}")
print(f"erased_belief={span('grpo_erased', 'erased_side_unwritten')}")
print(f"known={got('known', 'true_100')}")
print(f"erased={got('erased', 'true_100')}")
print(f"erased_long={got('erased', 'true_300')}")
print(f"gap={min(gaps):.2f}–{max(gaps):.2f}")
print(f"net_gap={min(net(gaps)):.2f}–{max(net(gaps)):.2f}")
print(f"net_taught={min(net(taught)):.2f}–{max(net(taught)):.2f}")
print(f"known_wrong={got('known', 'wrong_20')}")
print(f"erased_wrong={got('erased', 'wrong_20')}")
print(f"erased_taught={got('erased', 'sft_600')}")
print(f"taught_gap={min(taught):.2f}–{max(taught):.2f}")
