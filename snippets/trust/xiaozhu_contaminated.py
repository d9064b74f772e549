"""考题混进训练：这个世界的真熵算得出，考得「比真熵还好」只能是背过。每篇损失减真熵，奈特，三个种子。"""

from xiaozhu.experiments import span
from xiaozhu.experiments.contamination import LONG, STEPS

few, some, many = STEPS

ROWS = {
    "before": "没续训",
    f"after_{few}": f"只拿考题续训 {few} 步",
    f"after_{some}": f"{some} 步",
    f"after_{many}": f"{many} 步",
    f"clean_{few}": f"对照：全是新语料，{few} 步",
    f"clean_{some}": f"{some} 步",
    f"clean_{many}": f"{many} 步",
    f"clean_{LONG}": f"{LONG} 步",
    "mixed": f"混在新语料里，每篇约见一遍（{many} 步）",
    "repeated": f"混在新语料里，每篇约见八遍（{LONG} 步）",
}
print("　　考题　　　　新题")
for key, label in ROWS.items():
    print(f"{span('contamination', f'{key}_exam')}　　{span('contamination', f'{key}_fresh')}　{label}")
print(f"before={span('contamination', 'before_exam')}")
print(f"before_fresh={span('contamination', 'before_fresh')}")
print(f"noise={span('contamination', 'noise')}")  # 一百篇平均数的标准误
print(f"{few=}")
print(f"{some=}")
print(f"after_fresh={span('contamination', f'after_{some}_fresh')}")
print(f"clean={span('contamination', f'clean_{some}_fresh')}")
print(f"{many=}")
print(f"after_many={span('contamination', f'after_{many}_fresh')}")
print(f"clean_many={span('contamination', f'clean_{many}_fresh')}")
print(f"mixed={span('contamination', 'mixed_exam')}")
print(f"mixed_fresh={span('contamination', 'mixed_fresh')}")
print(f"repeated_fresh={span('contamination', 'repeated_fresh')}")
