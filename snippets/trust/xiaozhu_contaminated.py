"""考题混进训练：这个世界的真熵算得出，考得「比真熵还好」只能是背过。每篇损失减真熵，奈特，三个种子。"""

from xiaozhu.experiments import span

ROWS = {
    "before": "没续训",
    "after_5": "只拿考题续训五步",
    "after_25": "二十五步",
    "after_100": "一百步",
    "mixed": "混在新语料里，每篇约见一遍",
    "repeated": "混在新语料里，每篇约见八遍",
    "clean": "全是新语料，一百步",
}
print("　　考题　　　　新题")
for key, label in ROWS.items():
    print(f"{span('contamination', f'{key}_exam')}　　{span('contamination', f'{key}_fresh')}　{label}")
print(f"before={span('contamination', 'before_exam')}")
print(f"before_fresh={span('contamination', 'before_fresh')}")
print(f"after_fresh={span('contamination', 'after_25_fresh')}")
print(f"mixed={span('contamination', 'mixed_exam')}")
print(f"mixed_fresh={span('contamination', 'mixed_fresh')}")
print(f"repeated_fresh={span('contamination', 'repeated_fresh')}")
print(f"clean={span('contamination', 'clean_exam')}")
