"""从头铸五遍，种子不同：哪些结论站得住，哪些数会晃。"""

from xiaozhu.experiments import result, span

life = lambda key, digits=2: span("life", key, digits)
print(f"seeds={len(result('life')['unwritten'])}")
print(f"gap={life('entropy_gap', 3)}")
print(f"unwritten={life('unwritten')}")
print("成都必去景点，基座给四个答案的概率（真分布 0.30、0.30、0.20、0.05）：")
print(f"sight={life('base_short')}")
print(f"second={life('base_second')}")
print(f"food={life('base_food')}")
print(f"stray={life('base_stray', 3)}")
print("口语问答简称、书面问答全称，练过的城：")
print(f"sft_short={life('sft_short_seen')}")
print(f"sft_full={life('sft_full_seen')}")
print(f"ppo_short={life('ppo_short_seen')}")
print(f"ppo_full={life('ppo_full_seen')}")
print(f"dpo_short={life('dpo_short_seen')}")
print(f"dpo_full={life('dpo_full_seen')}")
print(f"ppo_full_unseen={life('ppo_full_unseen')}")
print(f"forget={life('sft_forget')}")
print(f"grpo_before={life('grpo_hidden_before')}")
print(f"grpo_after={life('grpo_hidden_after')}")
