"""小铸一家，同一批训练，几种记分并排：平均的对错、连对二十题、只看一段难度的题。三个种子。"""

from math import exp

from xiaozhu.experiments import result, span

CELLS = ("d4_100", "d4_400", "d8_400", "d16_400", "d32_400", "d32_1600", "d64_1600")  # 算力从小到大
NAMES = {
    "loss": "平均损失",
    "right": "逐条对",
    "prob": "逐条给对的值多少概率",
    "sheet_20": "二十题全对",
    "right_common": "只看常见的",
    "right_middle": "只看中等的",
    "prob_middle": "中等的，给对的值多少概率",
    "loss_middle": "中等的，损失",
    "right_rare": "只看少见的",
    "right_rarest": "只看最罕见的",
}
got = lambda what, cell: span("emergence", f"{what}_{cell}")
for what, name in NAMES.items():
    print(f"{name}：", "　".join(got(what, cell) for cell in CELLS))
first, last = CELLS[0], CELLS[-1]
guess = [exp(-20 * loss) for loss in result("emergence")[f"loss_{last}"]]
by_value = [p**20 for p in result("emergence")[f"prob_{last}"]]  # 不取对数，先平均再连乘
print(f"right_first={got('right', first)}")
print(f"right_last={got('right', last)}")
print(f"prob_first={got('prob', first)}")
print(f"prob_second={got('prob', CELLS[1])}")
print(f"prob_last={got('prob', last)}")
print(f"sheet_early={got('sheet_20', 'd8_400')}")
print(f"sheet_last={got('sheet_20', last)}")
print(f"guess={min(guess):.4f}–{max(guess):.4f}")  # 拿平均损失推出来的「二十题全对」
print(f"by_value={min(by_value):.3f}–{max(by_value):.3f}")
print(f"middle_before={got('right_middle', 'd4_400')}")
print(f"middle={got('right_middle', 'd8_400')}")
print(f"middle_after={got('right_middle', 'd16_400')}")
print(f"common_second={got('right_common', CELLS[1])}")
print(f"rarest_last={got('right_rarest', last)}")
print(f"prob_before={got('prob_middle', 'd4_400')}")
print(f"prob={got('prob_middle', 'd8_400')}")
print(f"prob_after={got('prob_middle', 'd16_400')}")
