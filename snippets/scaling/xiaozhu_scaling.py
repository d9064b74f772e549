"""规模法则：一家五个大小。拿前四个拟合幂律，外推到第五个，看差多少。"""

from xiaozhu.experiments import result, span

measured = result("scaling_law")


def off(key):
    """外推是实测的几倍，各遍的最低与最高。"""
    pairs = zip(measured[f"predicted_{key}"], measured[f"loss_d64_n43264_{key}"])
    shares = [guess / truth for guess, truth in pairs]
    return f"{min(shares):.2f}–{max(shares):.2f}"


for key in ("25600", "51200", "102400", "204800", "409600"):
    guess, truth = span("scaling_law", f"predicted_{key}"), span("scaling_law", f"loss_d64_n43264_{key}")
    print(f"最大的模型，见过 {key} 条：外推 {guess}，实测 {truth}", end="，")
    print(f"外推是实测的 {off(key)} 倍")

print(f"smallest={span('scaling_law', 'loss_d4_n304_409600')}")
print(f"largest={span('scaling_law', 'loss_d64_n43264_409600')}")
print(f"predicted={span('scaling_law', 'predicted_409600')}")
print(f"few_off={off('25600')}")
print(f"second_off={off('51200')}")
print(f"most_off={off('409600')}")
print(f"off_at_most={max(measured['off_at_most']):.2f}")
