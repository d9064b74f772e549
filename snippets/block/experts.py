"""一批词元一起算，会用到多少个不同的专家？每个词元从二百五十六个里挑八个。"""

total, picked = 256, 8


def touched(batch):
    """设每个词元各挑各的、谁都一样可能：至少被挑中一次的专家占几成。"""
    return 1 - (1 - picked / total) ** batch


for batch in (1, 8, 32, 128):
    print(f"一批 {batch:3} 个词元：用到 {touched(batch):.0%} 的专家")
print(f"alone={touched(1):.1%}")
print(f"batch={32}")
print(f"together={touched(32):.0%}")
