"""一次前向：一句话怎样变成下一个词元的概率，每过一层猜的是什么。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.autograd import softmax
from xiaozhu.chat import text_prompt
from xiaozhu.probe import shallow

model, tokenizer = checkpoint.load("pretrain")
prompt = "明天成都下雨，出门记得"

ids = text_prompt(tokenizer, prompt)
print("词元：", "｜".join(tokenizer.decode([i]) for i in ids))
print("编号：", *ids)
x = model.parameters["embed"].value[ids]
print("嵌入：", x.shape, "　头四个数：", *x[-1, :4].round(2))


def guesses(layers, n=5, ids=ids):
    """过头 layers 层就停，直接接上输出层，最看好的 n 个词元。"""
    p = softmax(shallow(model, layers)(np.array([ids])).value[0, -1].astype(float))
    return [(tokenizer.vocabulary[i], float(p[i])) for i in np.argsort(-p)[:n]]


for layers in range(model.config.layers + 1):
    print(f"过 {layers} 层：", "　".join(f"{token} {p:.2f}" for token, p in guesses(layers)))

logits = model(np.array([ids])).value[0, -1]
first, second = np.sort(logits)[::-1][:2]
everything = softmax(logits.astype(float))
print(f"zeros={len(everything) - np.count_nonzero(everything)}")  # 概率恰为零的词元数
print(f"tail={1 - np.sort(everything)[-3:].sum():.4f}")  # 前三名之外，合起来
print(f"tokens={len(ids)}")
print(f"width={x.shape[1]}")
print(f"scores={len(logits)}")
print(f"lead={first - second:.1f}")
print(f"umbrella_midway={dict(guesses(1))['打伞']:.2f}")
sunny = text_prompt(tokenizer, prompt.replace("下雨", "晴天"))  # 对照：只换天气
print(f"sunny_midway={dict(guesses(1, len(everything), sunny))['打伞']:.2f}")
print(f"umbrella={dict(guesses(2))['打伞']:.2f}")
print(f"truth={world.ADVICE['下雨']['打伞']:.2f}")
