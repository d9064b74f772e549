"""八种真实模型，每读一个词元要存多少键与值，另有多少与长短无关的固定状态；一路十二万八千词元要多大，装得下几路。

一种层写成 (层数, 每词元存几个数) 或再加一项：与长短无关的字节。超参取自 transformers 5.24.0 的 configuration_*.py，例外注在旁边。
键与值一律按半精度算；真部署常把它们再压成八位。稀疏注意力挑选用的索引，照推理框架的存法：八位，外加一个单精度的标度。
"""

HALF, SINGLE = 2, 4  # 一个数几个字节
KIB, GIB = 1024, 1024**3
LONG = 128 * KIB  # 词元
ROOM = 64 * GIB  # 扣掉参数之后留给缓存的显存


def grouped(heads, size):
    """一个词元在一层里：heads 组键，heads 组值。"""
    return 2 * heads * size


def linear(keys, values, size, state=SINGLE, taps=3):
    """线性注意力一层的状态，字节：每个值头一张 size×size 的表，另有卷积要记住的前 taps 个输入（半精度）。"""
    return values * size * size * state + (2 * keys + values) * size * taps * HALF


latent = 512 + 64  # DeepSeek-V3 每层一个压缩向量加一段转过的键
index = (128 + SINGLE) / HALF  # V3.2 起另存一份索引：128 个数各一字节，加标度；折成几个半精度的数。V4 照它算，是假设
one = 512  # DeepSeek-V4：键与值是同一个向量
window = 128
qwen = linear(16, 32, 128)  # 状态用单精度：检查点的 mamba_ssm_dtype 是 float32
MODELS = {
    "Llama-2-7B": [(32, grouped(32, 128))],
    "Llama-3-8B": [(32, grouped(8, 128))],  # 组数取自它的 config.json
    "MiniMax-M3": [(60, grouped(4, 128))],  # 稀疏层还各存一份索引键，哪些层稀疏由检查点定，没有算进来
    "gpt-oss-120b": [(18, grouped(8, 64)), (18, 0, window * grouped(8, 64) * HALF)],
    "DeepSeek-V3": [(61, latent)],
    "DeepSeek-V3.2": [(61, latent + index)],
    "Qwen3.5-35B-A3B": [(10, grouped(2, 256)), (30, 0, qwen)],
    # 头两层只看窗口，其余四倍与一百二十八倍压缩相间：层的排法取自检查点的 compress_ratios
    "DeepSeek-V4-Flash": [
        (2, 0, window * one * HALF),
        (21, (one + index) / 4, window * one * HALF),
        (20, one / 128, window * one * HALF),
    ],
}


def size(name):
    """(每词元的字节, 固定的字节)。"""
    layers = MODELS[name]
    return sum(n * numbers * HALF for n, numbers, *_ in layers), sum(n * sum(fixed) for n, _, *fixed in layers)


print("每词元 KiB　固定 MiB　一路 GiB　装几路")
for name in MODELS:
    each, fixed = size(name)
    whole = each * LONG + fixed
    print(f"{each / KIB:8.3f} {fixed / KIB / KIB:7.1f} {whole / GIB:8.2f} {int(ROOM // whole):5}　{name}")

many, few = size("Llama-2-7B")[0], size("DeepSeek-V4-Flash")[0]
hybrid, state = size("Qwen3.5-35B-A3B")
everywhere = hybrid * 4  # 对照：同样四十层，层层都像那十层一样全看
dense, sparse = size("DeepSeek-V3")[0], size("DeepSeek-V3.2")[0]
halved = sum(n * linear(16, 32, 128, HALF) for n, _, *fixed in MODELS["Qwen3.5-35B-A3B"] if fixed)
print(f"混合架构的状态若也用半精度，打平在 {halved / (everywhere - hybrid):.0f} 个词元")
print(f"routes={int(ROOM // (few * LONG + size('DeepSeek-V4-Flash')[1]))}")
print(f"least={few / KIB:.1f} KiB")
print(f"most_over_least={many / few:.0f}")
print(f"v4_share={few / sparse:.3f}")
print(f"sparse_adds={sparse / dense - 1:.1%}")
print(f"hybrid={hybrid / KIB:.0f} KiB")
print(f"hybrid_state={state / KIB / KIB:.1f} MiB")
print(f"breaks_even={state / (everywhere - hybrid):.0f}")  # 短于这么多词元，混合的反而占得多
