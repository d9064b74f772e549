"""<soul-attention>：真的小铸，各层各头的点积与权重，关掉一个头之后的前五名。用 NumPy 另算一遍，整段一起、先算后遮。"""

import numpy as np

from bookkit import hooks
from tests.xiaozhu.browser_model import restored
from xiaozhu import chat, checkpoint
from xiaozhu.tokenizer import END, USER

TEXTS = ["小明买了一部苹果，用来", "小明买了一斤苹果", "今天来成都出差了。", "。。（成都）", ""]
ASKED = "成都有啥必去的地方啊"  # 对话的提示：三个标记都有


def cases():
    """file 是导出的模型；looks 是各句的编号、各头的三张 (T, T) 表，与什么也不关、逐个头关掉的概率。"""
    base, tokenizer = checkpoint.load("pretrain")
    file = hooks.models()["pretrain"]
    model = restored(base, file)
    prompts = [*(chat.text_prompt(tokenizer, text) for text in TEXTS), chat.chat_prompt(tokenizer, ASKED)]
    names = {END: "（收尾）", USER: "（问）"} | {prompts[-1][-1]: "（答）"}
    shown = [names.get(token, token) for token in tokenizer.vocabulary]
    return {"file": file, "looks": [looked(model, ids, shown) for ids in prompts]}


def looked(model, ids, shown):
    """一句话：什么也不关的 heads 与 p，逐个头关掉的 without。"""
    c = model.config
    heads, p = forward(model, ids)
    muted = [(layer, head) for layer in range(c.layers) for head in range(c.heads)]
    without = [{"muted": list(m), "top": top(forward(model, ids, m)[1], shown)} for m in muted]
    return {"ids": ids, "heads": heads, "p": p.tolist(), "top": top(p, shown), "without": without}


def top(p, shown):
    return [[shown[i], float(p[i])] for i in np.argsort(-p, kind="stable")[:5]]


def forward(model, ids, muted=None):
    """(各层各头的 dots、scaled、weights, 下一个词元的概率 (V,))。muted 是 (层, 头)，它的输出整个换成零。"""
    c, p = model.config, {name: tensor.value for name, tensor in model.parameters.items()}
    width, half = c.d // c.heads, c.d // c.heads // 2
    norm = lambda x, gain: x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-5) * gain
    # 一对坐标当一个复数，转就是乘：与 autograd.rotate 不是同一种写法
    turn = np.exp(1j * np.arange(len(ids))[:, None] * c.base ** (-np.arange(half) / half))
    x, layers = p["embed"][ids], []
    for i in range(c.layers):
        h = norm(x, p[f"{i}.norm1"])
        layer, mixed = [], []
        for j in range(c.heads):
            q, k, v = (h @ p[f"{i}.{name}"][:, j * width : (j + 1) * width] for name in "qkv")
            q, k = ((y[:, :half] + 1j * y[:, half:]) * turn for y in (q, k))
            dots = (q @ k.conj().T).real
            scaled = dots / width**0.5
            odds = np.where(np.tri(len(ids)), np.exp(scaled), 0)
            weights = odds / odds.sum(-1, keepdims=True)
            layer.append({"dots": dots.tolist(), "scaled": scaled.tolist(), "weights": weights.tolist()})
            mixed.append(weights @ v * (muted != (i, j)))
        layers.append(layer)
        x = x + np.concatenate(mixed, -1) @ p[f"{i}.o"]
        h = norm(x, p[f"{i}.norm2"])
        gate = h @ p[f"{i}.gate"]
        x = x + (gate / (1 + np.exp(-gate)) * (h @ p[f"{i}.up"])) @ p[f"{i}.down"]
    odds = np.exp(norm(x[-1], p["norm"]) @ p["embed"].T)
    return layers, odds / odds.sum()
