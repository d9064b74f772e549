"""规模法则：一家五个大小。拿前四个拟合幂律，外推到第五个，看差多少。"""

from xiaozhu.experiments import result, span

measured = result("scaling_law")
for key in ("25600", "102400", "409600"):
    guess, truth = span("scaling_law", f"predicted_{key}"), span("scaling_law", f"loss_d64_n43264_{key}")
    print(f"最大的模型，见过 {key} 条：外推 {guess}，实测 {truth}")

print(f"smallest={span('scaling_law', 'loss_d4_n304_409600')}")
print(f"largest={span('scaling_law', 'loss_d64_n43264_409600')}")
print(f"predicted={span('scaling_law', 'predicted_409600')}")
print(f"off_at_most={max(measured['off_at_most']):.2f}")
