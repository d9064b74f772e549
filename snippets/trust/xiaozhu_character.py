"""量一个模型的「性格」：数得出的行为，同一个模型跑两遍当对照。小铸四个阶段，各答二百句。"""

import numpy as np

from xiaozhu import checkpoint, sft
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.world import CITIES

ASKS = ("{}有啥必去的地方啊", "{}有啥好玩的呀", "请推荐{}必去景点（书面报告用）", "我要去{}，推荐个景点")
STAGES = {"拜师": "sft", "PPO": "ppo", "DPO": "dpo", "悟道": "grpo"}


def answers(stage, seed):
    """二十座城、四种问法，各抽三句。"""
    model, tokenizer = checkpoint.load(stage)
    rng = np.random.default_rng(seed)
    for city in CITIES:
        for ask in ASKS:
            for ids in sample(model, chat_prompt(tokenizer, ask.format(city)), 3, rng, longest=16):
                yield city, tokenizer.decode(ids)


def character(stage, seed):
    """(平均字数, 带感叹号的比例, 收住了的比例, 说出本城景点的比例)。"""
    said = list(answers(stage, seed))
    named = [any(name in text for name in sft.names(city)) for city, text in said]
    return (
        np.mean([len(text) for _, text in said]),
        np.mean(["！" in text for _, text in said]),
        np.mean([text.endswith(("。", "！")) for _, text in said]),
        np.mean(named),
    )


print("阶段　　字数　　　　感叹号　　　　收得住　　　　说出本城景点（两遍）")
found = {}
for label, stage in STAGES.items():
    found[label] = twice = [character(stage, seed) for seed in (0, 1)]
    print(label, "　".join(f"{a:.2f}｜{b:.2f}" for a, b in zip(*twice)))
noise = [max(abs(a[i] - b[i]) for a, b in found.values()) for i in range(4)]
print("同一个模型两遍之间最多差：", "　".join(f"{n:.2f}" for n in noise))
