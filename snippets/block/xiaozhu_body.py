"""小铸的身体：参数花在哪；逐个拿掉部件，损失涨多少，还写得出什么。"""

from xiaozhu import checkpoint, train, world
from xiaozhu.chat import sample, text_prompt
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
parts = {
    "词嵌入": "embed",
    "注意力": ("q", "k", "v", "o"),
    "前馈": ("gate", "up", "down"),
    "归一化的倍数": ("norm1", "norm2", "norm"),
}
size = lambda ends: sum(t.value.size for name, t in model.parameters.items() if name.endswith(ends))
counts = {name: size(ends) for name, ends in parts.items()}
print("参数：", "、".join(f"{name} {n}" for name, n in counts.items()))

texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(100, 7)]


def without(*names):
    """把这些出口关上（乘零）的小铸。"""
    broken = model.copy()
    for name in names:
        broken.parameters[name].value *= 0
    return broken


loss = lambda m: train.negative_log_likelihood(m, texts).mean()


def greedy(m):
    [answer] = sample(m, text_prompt(tokenizer, "明天成都"), 1, None, temperature=0, longest=8)  # 不抽签，用不着随机数
    return answer


whole, rise = loss(model), {}
print("完好：明天成都" + tokenizer.decode(greedy(model)))
for layer in range(model.config.layers):
    for name, out in (("注意力", "o"), ("前馈", "down")):
        broken = without(f"{layer}.{out}")
        rise[layer, out] = loss(broken) - whole
        print(
            f"关掉第 {layer + 1} 层的{name}：多 {rise[layer, out]:.1f} 奈特，写成：明天成都{tokenizer.decode(greedy(broken))}"
        )

print(f"embed={counts['词嵌入'] / model.size:.2f}")
print(f"attention={counts['注意力'] / model.size:.2f}")
print(f"feed_forward={counts['前馈'] / model.size:.2f}")
print(f"{whole=:.1f}")
print(f"without_first_attention={rise[0, 'o']:.0f}")
print(f"without_last_attention={rise[1, 'o']:.0f}")
print(f"without_first_feed_forward={rise[0, 'down']:.0f}")
print(f"without_last_feed_forward={rise[1, 'down']:.0f}")
print(f"no_attention={loss(without('0.o', '1.o')) - whole:.0f}")
