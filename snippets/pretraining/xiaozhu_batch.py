"""词元一样多：小批走许多步，还是大批走几步？学习率各扫几档，印高出真实熵的比例（三个种子）。"""

from xiaozhu.experiments import span

ROWS = {
    "small": "小批，步多",
    "large": "大批（十倍），步少（十分之一）",
    "large_long": "大批，步不减，词元十倍",
    "small_long": "小批，步也十倍，词元十倍",
}
RATES = {
    "small": ("1.0", "2.0", "4.0"),
    "large": ("1.0", "2.0", "3.2", "10.0"),
    "large_long": ("2.0", "4.0", "6.0"),
    "small_long": ("1.0", "2.0", "4.0"),
}
got = lambda name, rate: span("batch_vs_steps", f"{name}_{rate}_gap")
for name, label in ROWS.items():
    print(f"{label}：", "　".join(f"学习率 ×{rate} 高出 {got(name, rate)}" for rate in RATES[name]))
print(f"small={got('small', 'best')}")
print(f"small_same={got('small', '1.0')}")
print(f"large_same={got('large', '1.0')}")
print(f"large={got('large', 'best')}")
print(f"large_long={got('large_long', 'best')}")
print(f"small_long={got('small_long', 'best')}")
