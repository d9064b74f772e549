"""上下文多长时，注意力的平方项才压过其余的计算？按 Llama-3-8B 的公开配置，只数矩阵乘法。"""

layers, width, ffn = 32, 4096, 14336
heads, kv_heads = 32, 8

size = width // heads
projections = 2 * width * width + 2 * width * kv_heads * size  # Q、O 与 K、V
block = projections + 3 * width * ffn  # SwiGLU 有三个矩阵
parameters = layers * block  # 输入嵌入是查表；输出层读提示时只算最后一个词元，略去

linear = 2 * parameters  # 每个词元：每个参数一次乘、一次加


def attention(context):
    """平均每个词元花在打分与混合上的运算数：因果掩码下，它平均看到一半的上下文。"""
    each = 2 * width + 2 * width  # 每看一个词：打分与混合，各一次乘、一次加
    return layers * each * context / 2


def share(context):
    return attention(context) / (attention(context) + linear)


short, medium, long = 4096, 32768, 131072

print(f"{linear=}")
print(f"{short=}")
print(f"{medium=}")
print(f"{long=}")
print(f"short_share={share(short):.4f}")
print(f"medium_share={share(medium):.4f}")
print(f"long_share={share(long):.4f}")

ratio = attention(long) / attention(short)  # 每个词元的注意力
total = ratio * long / short  # 整段的注意力
tokens = long / short
print(f"{tokens=:.0f}")
print(f"{total=:.0f}")


def whole(context):
    """读完整段提示的总运算数。"""
    return context * (linear + attention(context))


# 把上下文砍掉一半，总运算省下几成？
print(f"short_saved={1 - whole(short / 2) / whole(short):.4f}")
print(f"medium_saved={1 - whole(medium / 2) / whole(medium):.4f}")
print(f"long_saved={1 - whole(long / 2) / whole(long):.4f}")

# 若把整张打分表存下来（每个数两个字节）：一层一个头
table = long * long * 2 / 2**30
print(f"table={table:.0f} GiB")
