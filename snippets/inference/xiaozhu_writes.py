"""逐词元生成：每一步印出前五名，按概率抽一个，接到末尾，直到收尾。"""

from random import Random

import numpy as np

from xiaozhu import checkpoint
from xiaozhu.autograd import softmax
from xiaozhu.chat import text_prompt

model, tokenizer = checkpoint.load("pretrain")
dart, prompt, written, sure = Random(1), "今天来成都出差了。", [], []
cache = []  # KV 缓存：提示一次读完，之后每步只读新写的那一个
logits = model.step(np.array([text_prompt(tokenizer, prompt)]), cache)[0]
read = [len(text_prompt(tokenizer, prompt))]

while True:
    p = softmax(logits.astype(float))
    top = np.argsort(-p)[:5]
    chosen = int(np.searchsorted(p.cumsum(), dart.random() * p.sum(), side="right"))
    token = tokenizer.vocabulary[chosen]
    shown = "　".join(f"{tokenizer.vocabulary[i]} {p[i]:.2f}" for i in top)
    print(f"第 {len(written) + 1} 步：{shown}　→ {token}")
    sure.append(float(p[top[0]]))
    if chosen == 0:  # 零号是收尾的标记
        break
    written.append(token)
    logits = model.step(np.array([[chosen]]), cache)[0]
    read.append(1)

print("写成：", prompt + "".join(written))
print(f"steps={len(sure)}")
print(f"prefill={read[0]}")
print(f"decode={sum(read[1:])}")
print(f"certain={sum(s > 0.99 for s in sure)}")
print(f"hesitant={min(sure):.2f}")
print(f"second={sure[1]:.2f}")
print(f"cached={min(keys.shape[2] for keys, _ in cache)}")
