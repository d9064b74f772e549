"""从头铸五遍，种子不同：哪些结论站得住，哪些数会晃。"""

from xiaozhu.experiments import parts, span

marks = lambda key, digits=2: span("from_scratch", key, digits)
print(f"seeds={len(parts('from_scratch')[0]['unwritten'])}")
print(f"gap={marks('entropy_gap', 3)}")
print(f"unwritten={marks('unwritten')}")
print("成都必去景点，基座给四个答案的概率（真分布 0.30、0.30、0.20、0.05）：")
print(f"sight={marks('base_short')}")
print(f"second={marks('base_second')}")
print(f"food={marks('base_food')}")
print(f"stray={marks('base_stray', 3)}")
print("口语问答简称、书面问答全称，练过的城：")
print(f"sft_short={marks('sft_short_seen')}")
print(f"sft_full={marks('sft_full_seen')}")
print(f"ppo_short={marks('ppo_short_seen')}")
print(f"ppo_full={marks('ppo_full_seen')}")
print(f"dpo_short={marks('dpo_short_seen')}")
print(f"dpo_full={marks('dpo_full_seen')}")
print(f"ppo_full_unseen={marks('ppo_full_unseen')}")
print(f"forget={marks('sft_forget')}")
print(f"grpo_before={marks('grpo_hidden_before')}")
print(f"grpo_after={marks('grpo_hidden_after')}")
