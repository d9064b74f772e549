"""DPO 之后，好的与差的各变了多少（没练过的偏好上，奈特）。三个种子。"""

from xiaozhu.experiments import result, span

WAYS = {
    "dpo_0.3": "DPO，β 0.3",
    "dpo_1.0": "DPO，β 1",
    "dpo_3.0": "DPO，β 3",
    "dpo_plus_sft": "DPO，另加只教好的",
    "sft_chosen": "只教好的",
    "dpo_shuffled": "DPO，好坏打乱",
}
share = lambda way, what: span("dpo_shift", f"{way}_fresh_{what}")


def drop(way, what):
    """对数概率平均降了多少，奈特；负的是升了。"""
    fallen = [-v for v in result("dpo_shift")[f"{way}_fresh_{what}"]]
    return f"{min(fallen):.2f}–{max(fallen):.2f}"


true = lambda way: span("dpo_shift", f"{way}_true", 1)
for way, name in WAYS.items():
    print(
        f"{name}：好的降 {drop(way, 'chosen')}　差的降 {drop(way, 'rejected')}　好的也降了的占 {share(way, 'chosen_down')}　真分 {true(way)}"
    )
print(f"chosen={drop('dpo_1.0', 'chosen')}")
print(f"rejected={drop('dpo_1.0', 'rejected')}")
print(f"down={share('dpo_1.0', 'chosen_down')}")
print(f"loose={drop('dpo_0.3', 'chosen')}")
print(f"taught_down={share('sft_chosen', 'chosen_down')}")
print(f"taught_train_down={span('dpo_shift', 'sft_chosen_train_chosen_down')}")
print(f"shuffled_down={share('dpo_shuffled', 'chosen_down')}")
print(f"shuffled_rejected={drop('dpo_shuffled', 'rejected')}")
print(f"true={true('dpo_1.0')}")
print(f"mixed_true={true('dpo_plus_sft')}")
print(f"tight_true={true('dpo_3.0')}")
print(f"shuffled_true={true('dpo_shuffled')}")
