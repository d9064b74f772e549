"""成对地考省多少题，要看两边错在不错在一处。小铸的几个阶段、几种不训练的答法，同一批没写出过的方位题，两两比。"""

from itertools import combinations

import numpy as np

from xiaozhu import checkpoint, directions, world

hidden = np.array([q.hidden for q in directions.exam()])
written = directions.written(text for text, _ in world.sample(5000, 0))
STAGES = {"基座": "pretrain", "拜师": "sft", "DPO": "dpo", "悟道": "grpo"}
right = {name: directions.model_right(*checkpoint.load(stage))[hidden] for name, stage in STAGES.items()}
right["数胜场"] = directions.baseline_right(directions.by_wins(written))[hidden]
right["看天气"] = directions.baseline_right(directions.by_weather(written))[hidden]


def saved(one, other):
    """成对要的题数是各考各的几成，与对错的相关。"""
    a, b = right[one], right[other]
    return np.var(a * 1.0 - b) / (np.var(a) + np.var(b)), np.corrcoef(a, b)[0, 1]


rng = np.random.default_rng(0)
for one, other in combinations(right, 2):
    share, together = saved(one, other)
    print(
        f"{one}（{right[one].mean():.2f}）对{other}（{right[other].mean():.2f}）：要 {share:.2f}，相关 {together:.2f}"
    )
for name in STAGES:
    a = right[name]
    b = rng.permutation(a)  # 对照：同样的正确率，错在哪打乱
    print(f"{name}对打乱了的自己：要 {np.var(a * 1.0 - b) / (2 * np.var(a)):.2f}")
print(f"kin={saved('拜师', 'DPO')[0]:.2f}")
print(f"kin_differ={(right['拜师'] != right['DPO']).sum()}")
print(f"trained={saved('拜师', '悟道')[0]:.2f}")
print(f"stranger={saved('基座', '数胜场')[0]:.2f}")
print(f"far={saved('基座', '看天气')[0]:.2f}")
