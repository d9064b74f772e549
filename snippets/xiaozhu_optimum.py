"""奖励模型判得多准；PPO 与 DPO 离各自的闭式最优还差多少。"""

from xiaozhu.experiments import span

life = lambda key: span("life", key)
print("奖励模型：判对真实高下的比例；判对标签的比例，与标签噪声下的上限：")
print(f"seen={life('reward_true_seen')}")
print(f"unseen={life('reward_true_unseen')}")
print(f"label={life('reward_label_seen')}")
print(f"ceiling={life('reward_ceiling_seen')}")
print("合语体的回答占多少：闭式最优，与练出来的：")
print(f"ppo_best={life('ppo_best')}")
print(f"ppo_reached={life('ppo_reached')}")
print(f"dpo_best={life('dpo_best')}")
print(f"dpo_reached={life('dpo_reached')}")
print("离参考模型的 KL，奈特／回答：")
print(f"ppo_kl={life('ppo_kl')}")
print(f"dpo_kl={life('dpo_kl')}")
