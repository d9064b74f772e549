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
before = loss(model)
scores = {}
for name, copy in copies.items():
    scores[name] = right(copy)
    print(
        f"{name}：每篇多 {loss(copy) - before:.2f} 奈特，方位题 {scores[name]:.2f}，「今天来成都出差了。」{write(copy, '今天来成都出差了。')}"
    )


def only(part, bits=2):
    """只压名字里带 part 的那一块，每篇多几奈特。"""
    copy, squeezed = model.copy(), quantize.quantize_model(model, bits, 16)[0]
    for name, tensor in copy.parameters.items():
        if part in name and tensor.value.ndim > 1:
            tensor.value = squeezed.parameters[name].value
    return loss(copy) - before


parts = {"词嵌入": "embed", "第一层": "0.", "第二层": "1."}
hurt = {label: only(part) for label, part in parts.items()}
for label, cost in hurt.items():
    print(f"只把{label}压到两位：每篇多 {cost:.2f} 奈特")
print(f"whole={scores['原样']:.2f}")
print(f"eight={scores['八位']:.2f}")
print(f"four={scores['四位']:.2f}")
print(f"two={scores['两位，十六个一组']:.2f}")
print(f"embed={hurt['词嵌入']:.1f}")
print(f"first={hurt['第一层']:.1f}")
print(f"second={hurt['第二层']:.1f}")
