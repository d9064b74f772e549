"""量一个模型的「性格」：数得出的行为，同一个模型跑五遍，各遍之间的晃动当底噪。小铸五个阶段，每遍各答两百句。

再看同一份配方重铸五遍。
"""

import numpy as np

from xiaozhu import checkpoint, sft
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.experiments import span
from xiaozhu.world import CITIES

CASUAL, FORMAL = "{}有啥必去的地方啊", "请推荐{}必去景点（书面报告用）"
base, tokenizer = checkpoint.load("pretrain")
models = {"基座": sft.open_chat(base, tokenizer)}  # 没教过对话，借个嵌入
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


found = {label: [character(model, seed) for seed in range(5)] for label, model in models.items()}
traits = list(next(iter(found["拜师"])))
column = lambda label, trait: np.array([run[trait] for run in found[label]])
print("五遍的平均±标准差：", "｜".join(traits))
for label in found:
    print("　".join(f"{column(label, t).mean():.2f}±{column(label, t).std(ddof=1):.2f}" for t in traits), label)


def apart(first, second, trait):
    """两个模型这一项的平均差了几个底噪（Welch 的 t）。"""
    return welch(column(first, trait), column(second, trait))


def welch(a, b):
    """平均的差是它自己标准误的几倍；(…, 遍) 沿最后一维。"""
    return (a.mean(-1) - b.mean(-1)) / ((a.var(-1, ddof=1) + b.var(-1, ddof=1)) / a.shape[-1]) ** 0.5


LINE, pairs = 4, (("PPO", "拜师"), ("DPO", "拜师"), ("PPO", "DPO"))
for first, second in pairs:
    print(f"{first} 与 {second} 差几个底噪：", "　".join(f"{t} {apart(first, second, t):.1f}" for t in traits))
# 对照：两边其实一模一样，这么多项里，总有哪一项碰巧过线的机会
chance = np.random.default_rng(0).normal(size=(2, 20_000, len(pairs) * len(traits), 5))
false_alarm = (np.abs(welch(*chance)) > LINE).any(-1).mean()
print(f"其实没差，{len(pairs) * len(traits)} 项里总有一项过 {LINE} 的机会：{false_alarm:.3f}")
print("重铸五遍，练过的城，确切的概率（口语答简称｜书面答全称）：")
for label, stage in (("拜师", "sft"), ("PPO", "ppo"), ("DPO", "dpo")):
    print(f"　{label} {span('from_scratch', f'{stage}_short_seen')}｜{span('from_scratch', f'{stage}_full_seen')}")
print(f"line={LINE}")
print(f"false_alarm={false_alarm:.1%}")
print(f"casual_sft={column('拜师', '口语答简称').mean():.2f}")
print(f"casual_ppo={column('PPO', '口语答简称').mean():.2f}")
print(f"casual_dpo={column('DPO', '口语答简称').mean():.2f}")
print(f"formal_sft={column('拜师', '书面答全称').mean():.2f}")
print(f"formal_ppo={column('PPO', '书面答全称').mean():.2f}")
print(f"formal_dpo={column('DPO', '书面答全称').mean():.2f}")
print(f"aligned={min(apart(m, '拜师', t) for m in ('PPO', 'DPO') for t in ('口语答简称', '书面答全称')):.0f}")
print(f"casual_apart={apart('PPO', 'DPO', '口语答简称'):.1f}")
print(f"formal_apart={apart('PPO', 'DPO', '书面答全称'):.1f}")
print(f"shout_ppo={column('PPO', '带感叹号').mean():.2f}")
print(f"shout_dpo={column('DPO', '带感叹号').mean():.2f}")
print(f"shout_apart={apart('PPO', 'DPO', '带感叹号'):.1f}")
print(f"length_apart={abs(apart('PPO', 'DPO', '字数')):.1f}")
print(f"recast_ppo={span('from_scratch', 'ppo_short_seen')}")
print(f"recast_dpo={span('from_scratch', 'dpo_short_seen')}")
