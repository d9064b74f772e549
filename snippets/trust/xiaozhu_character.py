"""量一个模型的「性格」：数得出的行为，同一个模型跑两遍当对照。小铸四个阶段，各答两百句。"""

import numpy as np

from xiaozhu import checkpoint, sft
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.world import CITIES

CASUAL, FORMAL = "{}有啥必去的地方啊", "请推荐{}必去景点（书面报告用）"
STAGES = {"拜师": "sft", "PPO": "ppo", "DPO": "dpo", "悟道": "grpo"}


def answers(stage, seed):
    """二十座城、口语与书面两种问法，各抽五句。"""
    model, tokenizer = checkpoint.load(stage)
    rng = np.random.default_rng(seed)
    for city in CITIES:
        for ask in (CASUAL, FORMAL):
            for ids in sample(model, chat_prompt(tokenizer, ask.format(city)), 5, rng, longest=16):
                yield ask, sft.names(city), tokenizer.decode(ids).strip("。！")


def character(stage, seed):
    """数得出的几样。"""
    said = list(answers(stage, seed))
    rate = lambda ask, kind: np.mean([text == names[kind] for a, names, text in said if a == ask])
    return {
        "平均字数": np.mean([len(text) for _, _, text in said]),
        "口语答简称": rate(CASUAL, "short"),
        "书面答全称": rate(FORMAL, "full"),
        "书面答简称": rate(FORMAL, "short"),
        "答不相干的": np.mean([text not in names.values() for _, names, text in said]),
    }


found = {label: [character(stage, seed) for seed in (0, 1)] for label, stage in STAGES.items()}
traits = list(next(iter(found["拜师"])))
noise = {trait: max(abs(a[trait] - b[trait]) for a, b in found.values()) for trait in traits}
for trait in traits:
    cells = "　".join(f"{label} {a[trait]:.2f}｜{b[trait]:.2f}" for label, (a, b) in found.items())
    print(f"{trait}：{cells}　同一个跑两遍最多差 {noise[trait]:.2f}")
low, high = (
    lambda label, trait: min(r[trait] for r in found[label]),
    lambda label, trait: max(r[trait] for r in found[label]),
)
span = lambda label, trait: f"{low(label, trait):.2f}–{high(label, trait):.2f}"
print(f"casual_sft={span('拜师', '口语答简称')}")
print(f"casual_ppo={span('PPO', '口语答简称')}")
print(f"casual_dpo={span('DPO', '口语答简称')}")
print(f"formal_sft={span('拜师', '书面答全称')}")
print(f"formal_ppo={span('PPO', '书面答全称')}")
print(f"formal_dpo={span('DPO', '书面答全称')}")
print(f"noise={max(noise[t] for t in traits[1:]):.2f}")
print(f"length_ppo={span('PPO', '平均字数')}")
print(f"length_dpo={span('DPO', '平均字数')}")
