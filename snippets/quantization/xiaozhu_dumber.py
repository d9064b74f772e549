"""同一个小铸压到 8、4、2 位：同一句提示写出什么，方位题还对几成，哪几块最怕压。"""

import numpy as np

from xiaozhu import checkpoint, directions, quantize, train, world
from xiaozhu.chat import sample, text_prompt
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(200, 5)]
loss = lambda m: train.negative_log_likelihood(m, texts).mean()
hidden = np.array([q.hidden for q in directions.exam()])


def right(m):
    """没写出过的方位题答对几成，瞎猜是一半。"""
    return directions.model_right(m, tokenizer)[hidden].mean()


def write(m, prompt):
    """每步取最可能的词元。"""
    rng = np.random.default_rng()  # 贪心用不着它
    (ids,) = sample(m, text_prompt(tokenizer, prompt), len([prompt]), rng, temperature=0, longest=14)
    return tokenizer.decode(ids)


copies = {"原样": model, "八位": quantize.quantize_model(model, 8)[0], "四位": quantize.quantize_model(model, 4)[0]}
copies |= {"两位，十六个一组": quantize.quantize_model(model, 2, 16)[0], "两位": quantize.quantize_model(model, 2)[0]}
counts = directions.written(text for text, _ in world.sample(5000, 0))
weather = directions.baseline_right(directions.by_weather(counts))[hidden].mean()
print(f"对照：不用模型，只看两城各属哪类天气，方位题对 {weather:.2f}（数了 {counts.total()} 句方位句）")
before = loss(model)
scores = {}
for name, copy in copies.items():
    scores[name] = right(copy)
    print(
        f"{name}：每篇多 {loss(copy) - before:.2f} 奈特，方位题 {scores[name]:.2f}，「今天来成都出差了。」{write(copy, '今天来成都出差了。')}"
    )


def only(part, bits, group):
    """只压名字里带 part 的那一块，每篇多几奈特。part 是空的，就是全压。"""
    copy, squeezed = model.copy(), quantize.quantize_model(model, bits, group)[0]
    for name, tensor in copy.parameters.items():
        if part in name and tensor.value.ndim > 1:
            tensor.value = squeezed.parameters[name].value
    return loss(copy) - before


parts = {"词嵌入": "embed", "第一层": "0.", "第二层": "1."}
for bits, group in ((4, None), (2, 16)):
    hurt = {label: only(part, bits, group) for label, part in parts.items()}
    all_at_once = only("", bits, group)
    print(f"只把一块压到 {bits} 位，每篇多几奈特：", "　".join(f"{label} {cost:.3f}" for label, cost in hurt.items()))
    print(
        f"　三块相加 {sum(hurt.values()):.3f}，一起压 {all_at_once:.3f}，前者是后者的 {sum(hurt.values()) / all_at_once:.2f}"
    )
print(f"whole={scores['原样']:.2f}")
print(f"eight={scores['八位']:.2f}")
print(f"four={scores['四位']:.2f}")
print(f"two={scores['两位，十六个一组']:.2f}")
print(f"weather={weather:.2f}")
print(f"embed={hurt['词嵌入']:.1f}")
print(f"first={hurt['第一层']:.1f}")
print(f"second={hurt['第二层']:.1f}")
print(f"share={sum(hurt.values()) / all_at_once:.1f}")
