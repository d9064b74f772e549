"""预训练的半路：练到 kept 的每一步时的样子，压到八位，给浏览器里的滑杆用。"""

import json

from xiaozhu import train, world
from xiaozhu.export import export
from xiaozhu.model import Model
from xiaozhu.sft import open_chat
from xiaozhu.stages import pretrain

INPUTS = ("pretrain",)  # 只用它的分词器与尺寸；一路上的每一步与预训练逐位相同，所以练到最后一个要留的就停
RECIPE = {name: pretrain.RECIPE[name] for name in ("documents", "length", "steps", "learning_rate")}
RECIPE["kept"] = [50, 200, 800, 2000]
FILE = "early.json"


class Enough(Exception):
    """要留的都留下了，后面的步不必练。"""


def make(made, seed, progress=None, *, documents, length, steps, learning_rate, kept):
    """返回 [{step, loss, model}]：model 是 export 写的表，对话标记已经借好了嵌入；loss 是那一步的批损失，奈特。"""
    base, tokenizer = made["pretrain"]
    rows = train.pack(tokenizer, [text for text, _ in world.sample(documents, seed)], length)
    model, found = Model.initialize(base.config, seed), []

    def keep(step, loss):
        if progress:
            progress(step, loss)
        if step + 1 in kept:
            file = json.loads(export(open_chat(model, tokenizer), tokenizer))
            found.append({"step": step + 1, "loss": loss, "model": file})
        if step + 1 == max(kept):
            raise Enough

    try:
        train.train(model, rows, steps, learning_rate, seed, progress=keep)
    except Enough:
        return found
    raise ValueError(f"kept 里的 {max(kept)} 比全程的 {steps} 步还多")
