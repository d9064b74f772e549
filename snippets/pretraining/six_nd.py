"""训练要多少算力：6 × 参数 × 词元。再拿公开的卡时反推：买来的峰值，用上了几分。"""

A100, H100 = 312e12, 989e12  # 每秒多少次运算，bf16、稠密
RUNS = {  # 参数（混合专家只算激活的）、词元、卡时、一张卡的峰值
    "Llama-2-70B": (70e9, 2.0e12, 1_720_320, A100),
    "Llama-3-8B": (8e9, 15e12, 1.3e6, H100),
    "Llama-3-70B": (70e9, 15e12, 6.4e6, H100),
    "Llama-3.1-405B": (405e9, 15.6e12, 30.84e6, H100),
    "DeepSeek-V3": (37e9, 14.8e12, 2.664e6, H100),
}


def flops(parameters, tokens):
    """训练的总运算次数：每个参数、每个词元，前向约两次，反向约四次（Kaplan 2020）。"""
    return 6 * parameters * tokens


def used(parameters, tokens, hours, peak):
    return flops(parameters, tokens) / (hours * 3600 * peak)


for name, run in RUNS.items():
    print(f"{name}：{flops(*run[:2]):.2e} 次运算，{run[2]:.3g} 卡时，用上 {used(*run):.1%}")
print(f"gpt3={flops(175e9, 300e9):.2e}")
print(f"l3_405b_flops={flops(*RUNS['Llama-3.1-405B'][:2]):.2e}")
print(f"l2_70b={used(*RUNS['Llama-2-70B']):.1%}")
print(f"l3_8b={used(*RUNS['Llama-3-8B']):.1%}")
print(f"l3_70b={used(*RUNS['Llama-3-70B']):.1%}")
print(f"l3_405b={used(*RUNS['Llama-3.1-405B']):.1%}")
print(f"v3={used(*RUNS['DeepSeek-V3']):.1%}")
