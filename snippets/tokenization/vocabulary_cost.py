"""词表大，句子短；可每个词元都要一行嵌入，输出时还要打一次分。"""

MODELS = {  # 名字 → (词表, 宽度, 几张表, 参数)
    "GPT-2 small": (50257, 768, 1, 124439808),
    "Llama-3-8B": (128256, 4096, 2, 8030261248),
    "Llama-3-70B": (128256, 8192, 2, 70553706496),
    "DeepSeek-V3": (129280, 7168, 2, 671026419200),
    "DeepSeek-V3，每个词元用到的": (129280, 7168, 2, 37552297472),
}
share = {}
for name, (vocabulary, d, tables, total) in MODELS.items():
    share[name] = vocabulary * d * tables / total
    print(f"{name}：词表相关的参数占 {share[name]:.2%}")

print(f"gpt2_tokens={MODELS['GPT-2 small'][0]}")
print(f"llama_tokens={MODELS['Llama-3-8B'][0]}")
print(f"small={share['GPT-2 small']:.0%}")
print(f"medium={share['Llama-3-8B']:.0%}")
print(f"large={share['Llama-3-70B']:.1%}")
print(f"sparse={share['DeepSeek-V3']:.1%}")
print(f"sparse_active={share['DeepSeek-V3，每个词元用到的']:.1%}")
