"""奖励模型判得多准；PPO 与 DPO 离各自的闭式最优还差多少。只考成都的三个问题。"""

from xiaozhu.experiments import parts, span

marks = lambda key: span("from_scratch", key)
print("奖励模型：判对标注员心里高下的比例；判对标签的比例，与标签噪声下的期望上限：")
print(f"seen={marks('reward_true_seen')}")
print(f"unseen={marks('reward_true_unseen')}")
print(f"label={marks('reward_label_seen')}")
print(f"ceiling={marks('reward_ceiling_seen')}")
print(f"label_unseen={marks('reward_label_unseen')}")
print(f"ceiling_unseen={marks('reward_ceiling_unseen')}")

measured, off = parts("from_scratch")[0], {}
for name in ("ppo", "dpo"):
    pairs = list(zip(measured[f"{name}_best"], measured[f"{name}_reached"]))
    off[name] = max(abs(reached - best) for best, reached in pairs)
    print(
        f"{name.upper()}，每个种子，合语体的回答占多少，最优 → 练到：",
        "　".join(f"{a:.3f} → {b:.3f}" for a, b in pairs),
    )
print(f"ppo_off={off['ppo']:.2f}")
print(f"dpo_off={off['dpo']:.2f}")
print("离参考模型的 KL，奈特／回答：")
print(f"ppo_kl={marks('ppo_kl')}")
print(f"dpo_kl={marks('dpo_kl')}")
