"""每读一个词元，各层加起来要存多少键与值：多头、分组（GQA）、压缩（MLA）。半精度，两个字节一个数。"""


def grouped(layers, kv_heads, head):
    """键与值各 kv_heads 组，返回 KiB。"""
    return layers * 2 * kv_heads * head * 2 / 1024


def latent(layers, width, rope):
    """MLA：每层只存一个压缩向量和一小段转过的键，返回 KiB。"""
    return layers * (width + rope) * 2 / 1024


multi_head = grouped(32, 32, 128)  # Llama-2-7B
gqa = grouped(32, 8, 128)  # Llama-3-8B
full = grouped(61, 128, 128)  # DeepSeek-V3 若不压缩
mla = latent(61, 512, 64)  # DeepSeek-V3

print(f"multi_head={multi_head:.0f} KiB")
print(f"gqa={gqa:.0f} KiB")
print(f"full={full:.0f} KiB")
print(f"mla={mla:.1f} KiB")
