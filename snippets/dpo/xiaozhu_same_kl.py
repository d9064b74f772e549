"""DPO 与 PPO 放在同一把尺上：离参考多远，真分多少。同一份偏好，各扫 β，三个种子：DPO 练一百二十步，PPO 练四十步；另附写得出来的最优。"""

from xiaozhu.experiments import result, span

WAYS = {
    "dpo_1.0": "DPO，β 1", "dpo_0.5": "DPO，β 0.5", "dpo_0.3": "DPO，β 0.3", "dpo_stage": "DPO，练得久",
    "ppo_1.0": "PPO，β 1", "ppo_0.5": "PPO，β 0.5", "ppo_0.2": "PPO，β 0.2", "ppo_stage": "PPO，练得久",
    "best_annotator_1.0": "标注员的分，最优，β 1", "best_judge_0.5": "奖励模型的分，最优，β 0.5",
}  # fmt: skip
far = lambda way: span("dpo_shift", f"{way}_kl")
true = lambda way: span("dpo_shift", f"{way}_true")
for way, name in WAYS.items():
    print(f"{name}：离参考 {far(way)} 奈特　真分 {true(way)}")
print(f"dpo_far={far('dpo_1.0')}")
print(f"dpo={true('dpo_1.0')}")
print(f"ppo_far={far('ppo_1.0')}")
print(f"ppo={true('ppo_1.0')}")
measured = result("dpo_shift")  # 同一个种子、同一台机器上比：PPO 多走多远，真分多几分
extra = [
    [ppo - dpo for ppo, dpo in zip(measured[f"ppo_1.0_{what}"], measured[f"dpo_1.0_{what}"])] for what in ("kl", "true")
]
print("PPO 比 DPO 多走（奈特）、真分多：", "　".join(f"{far:.2f}、{gain:.2f}" for far, gain in zip(*extra)))
print(f"gain={min(extra[1]):.2f}–{max(extra[1]):.2f}")
print(f"closest={min(extra[1]):.2f}")
print(f"closest_far={extra[0][extra[1].index(min(extra[1]))]:.2f}")
nearest = extra[0].index(min(extra[0]))
print(f"nearest_far={extra[0][nearest]:.2f}")
print(f"nearest={extra[1][nearest]:.2f}")
print(f"farther={min(extra[0]):.2f}–{max(extra[0]):.2f}")
print(f"dpo_loose_far={far('dpo_0.3')}")
print(f"dpo_loose={true('dpo_0.3')}")
print(f"dpo_long_far={far('dpo_stage')}")
print(f"dpo_long={true('dpo_stage')}")
print(f"ppo_long_far={far('ppo_stage')}")
print(f"ppo_long={true('ppo_stage')}")
print(f"best_far={far('best_annotator_1.0')}")
print(f"best={true('best_annotator_1.0')}")
