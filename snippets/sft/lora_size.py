"""LoRA 练多少参数、占多少显存：只挂 q、v，还是挂全部线性层。尺寸取 Llama-3-8B 的公开配置。"""

D, FFN, KV, LAYERS, TOTAL = 4096, 14336, 1024, 32, 8.03e9
SHAPES = {  # 每层的线性层：进多宽、出多宽
    "q": (D, D), "k": (D, KV), "v": (D, KV), "o": (D, D),
    "gate": (D, FFN), "up": (D, FFN), "down": (FFN, D),
}  # fmt: skip


def trained(names, r):
    """秩 r 的旁路是 (进 × r) 与 (r × 出) 两块，加起来多少参数。"""
    return LAYERS * sum(r * sum(SHAPES[name]) for name in names)


few, every, r = ("q", "v"), tuple(SHAPES), 16
for rank in (8, r, 64):
    print(f"秩 {rank}：只挂 q、v {trained(few, rank):,}　挂全部 {trained(every, rank):,}")
state = 16  # 每个要练的参数占几个字节：权重、梯度、优化器的两份，加一份高精度的权重
TABLES = 2 * 128_256 * D  # 词嵌入与输出层，通常不压，仍存两个字节
frozen = {"bf16": TOTAL * 2, "4 位": (TOTAL - TABLES) * 0.5 + TABLES * 2}  # 冻住的底座占几个字节
print(f"全参：{TOTAL * state / 1e9:.0f} GB")
for name, size in frozen.items():
    print(f"LoRA，底座 {name}：{(size + trained(every, r) * state) / 1e9:.1f} GB")
print(f"qv={trained(few, r)}")
print(f"all={trained(every, r)}")
print(f"times={trained(every, r) / trained(few, r):.1f}")
print(f"share={trained(every, r) / TOTAL:.2%}")
print(f"full={TOTAL * state / 1e9:.0f} GB")
print(f"lora={(frozen['bf16'] + trained(every, r) * state) / 1e9:.1f} GB")
print(f"qlora={(frozen['4 位'] + trained(every, r) * state) / 1e9:.1f} GB")
print(f"file={trained(every, r) * 2 / 1e6:.0f} MB")
