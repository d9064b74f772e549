"""同一批问题，问每个阶段的小铸：它有多大机会这样答，又真的会写出什么。"""

import numpy as np

from xiaozhu import checkpoint, directions, grpo, sft
from xiaozhu.chat import answer_probability, chat_prompt, sample, text_prompt
from xiaozhu.model import Model

CASUAL, FORMAL = "成都有啥必去的地方啊", "请推荐成都必去景点（书面报告用）"
base, tokenizer = checkpoint.load("pretrain")
hidden = grpo.tasks(hidden=True)  # 方位从没写进语料的城市对
models = {"随机": Model.initialize(base.config, seed=0), "基座": base}
# 没教过对话的，借个嵌入给对话标记，不然无从问起
models = {name: sft.open_chat(model, tokenizer) for name, model in models.items()}
stages = {"拜师": "sft", "PPO": "ppo", "DPO": "dpo", "教格式": "format", "悟道": "grpo"}
models |= {name: checkpoint.load(stage)[0] for name, stage in stages.items()}


def sight(model):
    """续写语料里的原句，接上简称的概率。"""
    prompt, short = text_prompt(tokenizer, "成都必去景点："), tokenizer.encode("熊猫基地。")
    return answer_probability(model, prompt, {"short": short})["short"]


def belief(model):
    """没写出过的方位题，照语料的句式，觉得真话比假话更可能的比例；瞎猜是一半。"""
    return np.mean([right for right, q in zip(directions.model_right(model, tokenizer), directions.exam()) if q.hidden])


ASKED = {
    "续写「成都必去景点：」，接简称": sight,
    "口语问，答简称": lambda m: sft.answer_shares(m, tokenizer, CASUAL, "成都")["short"],
    "书面问，答全称": lambda m: sft.answer_shares(m, tokenizer, FORMAL, "成都")["full"],
    "语料的句式，信真话而不信假话": belief,
    "问「更靠哪」，答对": lambda m: grpo.pass_at_1(m, tokenizer, hidden),
}
print(f"口语问：{CASUAL}？　书面问：{FORMAL}？　方位问：{hidden[0].question}？（答案：{hidden[0].answer}）")
rows = [[measure(model) for model in models.values()] for measure in ASKED.values()]
for number, asked in zip("一二三四五", ASKED):
    print(f"{number}、{asked}")
print("　".join(f" {number} " for number in "一二三四五"), "阶段")
for name, column in zip(models, zip(*rows)):  # 一个阶段一行，手机上不用横滚
    print("　".join(f"{p:.2f}" for p in column), name)
print("各抽一句（口语问｜方位问）：")
for name, model in models.items():
    rng = np.random.default_rng(1)
    drawn = [sample(model, chat_prompt(tokenizer, q), 1, rng, longest=12)[0] for q in (CASUAL, hidden[0].question)]
    print(f"  {name}：{'｜'.join(map(tokenizer.decode, drawn))}")

text, _, _, beliefs, asked = (dict(zip(models, row)) for row in rows)
print(f"random_text={text['随机']:.4f}")
print(f"random_belief={beliefs['随机']:.2f}")
print(f"base_text={text['基座']:.2f}")
print(f"base_belief={beliefs['基座']:.2f}")
print(f"base_asked={asked['基座']:.2f}")
print(f"sft_text={text['拜师']:.2f}")
print(f"sft_belief={beliefs['拜师']:.2f}")
print(f"ppo_belief={beliefs['PPO']:.2f}")
print(f"dpo_belief={beliefs['DPO']:.2f}")
print(f"format_asked={asked['教格式']:.2f}")
print(f"grpo_text={text['悟道']:.2f}")
print(f"grpo_belief={beliefs['悟道']:.2f}")
print(f"grpo_asked={asked['悟道']:.2f}")
