"""考题混进训练：这个世界的真熵算得出，考得「比真熵还好」只能是背过。每篇损失减真熵，奈特，三个种子。"""

import numpy as np

from xiaozhu.experiments import SEEDS, result, span
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
measured = result("contamination")
gap = lambda key: np.subtract(measured[f"{key}_exam"], measured[f"{key}_fresh"])
print("　　考题　　　　新题")
for key, label in ROWS.items():
    print(f"{span('contamination', f'{key}_exam')}　　{span('contamination', f'{key}_fresh')}　{label}")
print("考题比新题低多少，减去没续训时就有的差，三个种子逐个")
moved = {key: gap("before") - gap(key) for key in ROWS}
for steps in STEPS:
    show = lambda key: "、".join(f"{value:.2f}" for value in moved[f"{key}_{steps}"][: len(SEEDS)])
    print(f"{steps:3} 步：背题的 {show('after')}　全是新语料的 {show('clean')}")
between = lambda key: f"{moved[key].min():.2f}–{moved[key].max():.2f}"
print(f"before={span('contamination', 'before_exam')}")
print(f"before_fresh={span('contamination', 'before_fresh')}")
print(f"{few=}")
print(f"{some=}")
print(f"few_moved={between(f'after_{few}')}")
print(f"few_clean={np.abs(moved[f'clean_{few}']).max():.2f}")
print(f"some_moved={between(f'after_{some}')}")
print(f"some_clean={np.abs(moved[f'clean_{some}']).max():.2f}")
print(f"after_fresh={span('contamination', f'after_{some}_fresh')}")
print(f"clean={span('contamination', f'clean_{some}_fresh')}")
print(f"{many=}")
print(f"after_many={span('contamination', f'after_{many}_fresh')}")
print(f"clean_many={span('contamination', f'clean_{many}_fresh')}")
print(f"mixed={span('contamination', 'mixed_exam')}")
print(f"mixed_fresh={span('contamination', 'mixed_fresh')}")
print(f"repeated_fresh={span('contamination', 'repeated_fresh')}")
