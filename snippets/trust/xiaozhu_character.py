"""量一个模型的「性格」：数得出的行为，同一个模型跑两遍当底噪。小铸六个阶段，各答两百句；再看同一份配方重铸五遍。"""

import numpy as np

from xiaozhu import checkpoint, sft
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.experiments import span
from xiaozhu.model import Model
from xiaozhu.world import CITIES

CASUAL, FORMAL = "{}有啥必去的地方啊", "请推荐{}必去景点（书面报告用）"
base, tokenizer = checkpoint.load("pretrain")
models = {"随机": Model.initialize(base.config, seed=0), "基座": base}
models = {name: sft.open_chat(model, tokenizer) for name, model in models.items()}  # 没教过对话，借个嵌入
STAGES = {"拜师": "sft", "PPO": "ppo", "DPO": "dpo", "悟道": "grpo"}
models |= {name: checkpoint.load(stage)[0] for name, stage in STAGES.items()}


def answers(model, seed):
    """二十座城、口语与书面两种问法，各抽五句。"""
    rng = np.random.default_rng(seed)
    for city in CITIES:
        for ask in (CASUAL, FORMAL):
            for ids in sample(model, chat_prompt(tokenizer, ask.format(city)), 5, rng, longest=16):
                yield ask, sft.names(city), tokenizer.decode(ids)


def character(model, seed):
    """数得出的几样。"""
    said = [(ask, names, text.strip("。！"), "！" in text) for ask, names, text in answers(model, seed)]
    rate = lambda ask, kind: np.mean([text == names[kind] for a, names, text, _ in said if a == ask])
    return {
        "字数": np.mean([len(text) for _, _, text, _ in said]),
        "口语答简称": rate(CASUAL, "short"),
        "书面答全称": rate(FORMAL, "full"),
        "带感叹号": np.mean([shout for *_, shout in said]),
        "答不相干的": np.mean([text not in names.values() for _, names, text, _ in said]),
    }


found = {label: [character(model, seed) for seed in (0, 1)] for label, model in models.items()}
traits = list(next(iter(found["拜师"])))
noise = {trait: max(abs(a[trait] - b[trait]) for a, b in found.values()) for trait in traits}
print("｜".join(traits))
for label, (a, b) in found.items():
    print("　".join(f"{a[trait]:.2f}、{b[trait]:.2f}" for trait in traits), label)
print("同一个跑两遍最多差：", "　".join(f"{noise[trait]:.2f}" for trait in traits))
print("重铸五遍，练过的城，确切的概率（口语答简称｜书面答全称）：")
for label, stage in (("拜师", "sft"), ("PPO", "ppo"), ("DPO", "dpo")):
    print(f"　{label} {span('from_scratch', f'{stage}_short_seen')}｜{span('from_scratch', f'{stage}_full_seen')}")
spread = lambda label, trait: "–".join(f"{end(r[trait] for r in found[label]):.2f}" for end in (min, max))
print(f"casual_sft={spread('拜师', '口语答简称')}")
print(f"casual_ppo={spread('PPO', '口语答简称')}")
print(f"casual_dpo={spread('DPO', '口语答简称')}")
print(f"formal_sft={spread('拜师', '书面答全称')}")
print(f"formal_ppo={spread('PPO', '书面答全称')}")
print(f"formal_dpo={spread('DPO', '书面答全称')}")
print(f"noise={max(gap for trait, gap in noise.items() if trait != '字数'):.2f}")
print(f"length_ppo={spread('PPO', '字数')}")
print(f"length_dpo={spread('DPO', '字数')}")
print(f"shout_ppo={spread('PPO', '带感叹号')}")
print(f"shout_dpo={spread('DPO', '带感叹号')}")
print(f"recast_ppo={span('from_scratch', 'ppo_short_seen')}")
print(f"recast_dpo={span('from_scratch', 'dpo_short_seen')}")
