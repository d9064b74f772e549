"""「四位」是几位：每种存法把刻度也算进去，每个权重实际占几位；三种大小的模型各多大、一个人用至多多快。

块的样子：llama.cpp 的 ggml-common.h（Q 开头的），OCP Microscaling 规范（MXFP4），NVIDIA 的 NVFP4，按组存一个半精度刻度的 int4。
"""

FORMATS = {  # 名字：(一块几个权重, 一块几个字节)
    "bf16": (1, 2),
    "Q8_0": (32, 32 + 2),
    "Q6_K": (256, 128 + 64 + 16 + 2),
    "Q4_K": (256, 128 + 12 + 4),
    "NVFP4": (16, 8 + 1),
    "MXFP4": (32, 16 + 1),
    "int4，128 个一组": (128, 64 + 2),
    "Q2_K": (256, 64 + 16 + 4),
}
MODELS = {"27B": (27.8e9, 27.8e9), "70B": (70.55e9, 70.55e9), "DeepSeek-V4-Flash": (284e9, 13e9)}  # (总参数, 激活参数)
FAST, SLOW = 3.35e12, 0.5e12  # 每秒读多少字节：一张 H100；一台统一内存的台式机

bits = {name: 8 * size / count for name, (count, size) in FORMATS.items()}
weigh = lambda parameters, name: parameters * bits[name] / 8 / 1e9  # GB
speed = lambda active, name, bandwidth: bandwidth / (active * bits[name] / 8)  # 每写一个词元，激活的参数读一遍
print("每个权重几位｜", "｜".join(f"{m} 多少 GB" for m in MODELS))
for name in FORMATS:
    print(f"{bits[name]:7.4f}｜", "｜".join(f"{weigh(total, name):6.1f}" for total, _ in MODELS.values()), f" {name}")
print("一个人用，每秒至多几个词元（H100｜台式机）：")
for model, (_, active) in MODELS.items():
    cells = (
        f"{name} {speed(active, name, FAST):.0f}｜{speed(active, name, SLOW):.1f}" for name in ("bf16", "Q8_0", "Q4_K")
    )
    print(f"　{model}：", "　".join(cells))

total, active = MODELS["DeepSeek-V4-Flash"]
big = max(MODELS["70B"])
print(f"least_four={min(bits[n] for n in ('Q4_K', 'NVFP4', 'MXFP4', 'int4，128 个一组')):.3f}")
print(f"most_four={bits['Q4_K']:.1f}")
print(f"q8={bits['Q8_0']:.1f}")
print(f"q2={bits['Q2_K']:.3f}")
print(f"half={weigh(big, 'bf16'):.0f} GB")
print(f"four={weigh(big, 'Q4_K'):.1f} GB")
print(f"naive={big / 2 / 1e9:.1f} GB")
print(f"experts={weigh(total, 'Q4_K'):.0f} GB")
print(f"experts_speed={speed(active, 'Q4_K', FAST):.0f}")
print(f"dense_speed={speed(big, 'Q4_K', FAST):.0f}")
