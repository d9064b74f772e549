"""同样是更新一步，三种学法各收到多少个「答案」。按小铸真用的配方数。"""

from dataclasses import replace

from xiaozhu import checkpoint, grpo, sft
from xiaozhu.rollout import Settings
from xiaozhu.stages.pretrain import RECIPE

BATCH = 16  # 预训练与微调每步都取十六行
_, tokenizer = checkpoint.load("pretrain")
_, mask = sft.lesson_rows(tokenizer, sft.lessons(1000, 100))
settings = replace(Settings(), **grpo.SHORT)
print(f"预训练一步：{BATCH} 行 × {RECIPE['length']} 个词元，个个都有答案")
print(f"微调一步：{BATCH} 条问答，只有回答的词元算，平均 {BATCH * mask.sum(1).mean():.2f} 个")
print(f"可验证奖励一步：{settings.prompts} 道题 × {settings.group} 个回答，每个回答只判一次对错")
print(f"pretrain={BATCH * RECIPE['length']}")
print(f"sft={BATCH * mask.sum(1).mean():.0f}")
print(f"grpo={settings.prompts * settings.group}")
