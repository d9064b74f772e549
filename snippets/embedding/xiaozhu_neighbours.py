"""小铸的词嵌入：训练前后，谁挨着谁。"""

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.model import Model

model, tokenizer = checkpoint.load("pretrain")
newborn = Model.initialize(model.config, 0)  # 训练从这里开始：随机的小数


def neighbours(model, word, n=3):
    """与 word 夹角最小的 n 个词元，[(词元, 余弦)]。"""
    table = model.parameters["embed"].value
    table = table / np.linalg.norm(table, axis=1, keepdims=True)
    similar = table @ table[tokenizer.vocabulary.index(word)]
    return [(tokenizer.vocabulary[i], float(similar[i])) for i in np.argsort(-similar)[1 : n + 1]]


show = lambda found: "　".join(f"{word} {similar:.2f}" for word, similar in found)
for word in ("小明", "下雨", "打伞", "狗", "苹果"):
    print(f"{word}：训练前 {show(neighbours(newborn, word))}｜训练后 {show(neighbours(model, word))}")

print(f"newborn_size={newborn.parameters['embed'].value.std():.3f}")
print(f"person_before={neighbours(newborn, '小明')[0][1]:.2f}")
print(f"person={neighbours(model, '小明')[0][1]:.2f}")
print(f"weather={neighbours(model, '下雨')[0][1]:.2f}")
print(f"fruit={neighbours(model, '苹果')[0][1]:.2f}")
print(f"width={model.config.d}")
