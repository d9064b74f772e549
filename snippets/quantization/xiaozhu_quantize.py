"""量化：把小铸的权重压到八位、四位、两位，体积与损失各变成多少。"""

from xiaozhu import checkpoint, quantize, train, world
from xiaozhu.tokenizer import END

model, tokenizer = checkpoint.load("pretrain")
texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(300, 5)]
loss = lambda m: train.negative_log_likelihood(m, texts).mean()
before, measured = loss(model), {}
for bits, group in ((8, None), (4, None), (4, 16), (2, 16)):
    smaller, size = quantize.quantize_model(model, bits, group)
    measured[bits, group] = size / 1024, loss(smaller) - before
    groups = f"，每 {group} 个一组" if group else ""
    print(f"{bits} 位{groups}：{size / 1024:.0f} KiB，每篇损失多 {measured[bits, group][1]:.4f} 奈特")

print(f"float32={4 * model.size / 1024:.0f} KiB")
print(f"int8={measured[8, None][0]:.0f} KiB")
print(f"int4={measured[4, None][0]:.0f} KiB")
print(f"int8_loss={abs(measured[8, None][1]):.2f}")
print(f"int4_loss={measured[4, None][1]:.2f}")
print(f"int2_loss={measured[2, 16][1]:.0f}")
