"""按公开的配置数参数：GPT-2 small、Llama-3-8B、Mixtral 8x7B、DeepSeek-V3，与官方的数逐个对上。"""


def gqa(d, heads, kv_heads, head):
    """查询与输出各 d×(heads·head)，键与值各 d×(kv_heads·head)。"""
    return 2 * d * heads * head + 2 * d * kv_heads * head


def swiglu(d, ffn):
    """闸门、上、下三个矩阵。"""
    return 3 * d * ffn


def gpt2(vocabulary=50257, positions=1024, d=768, layers=12):
    """有偏置，词嵌入与输出层共用，位置是查表。"""
    attention = d * 3 * d + 3 * d + d * d + d
    feed_forward = d * 4 * d + 4 * d + 4 * d * d + d
    return vocabulary * d + positions * d + layers * (attention + feed_forward + 2 * 2 * d) + 2 * d


def llama(vocabulary=128256, d=4096, layers=32, heads=32, kv_heads=8, ffn=14336):
    layer = gqa(d, heads, kv_heads, d // heads) + swiglu(d, ffn) + 2 * d  # 每层两次归一化，各 d 个倍数
    return 2 * vocabulary * d + layers * layer + d  # 末尾还有一次归一化，倍数 d 个


def mixtral(experts, vocabulary=32000, d=4096, layers=32, heads=32, kv_heads=8, ffn=14336):
    """experts 是算进来的专家数：八个是总参数，两个是每个词元真正用到的。路由器总是全的。"""
    layer = gqa(d, heads, kv_heads, d // heads) + experts * swiglu(d, ffn) + d * 8 + 2 * d
    return 2 * vocabulary * d + layers * layer + d


def deepseek_v3(experts, vocabulary=129280, d=7168, heads=128, for_query=1536, for_key=512, head=128, turned=64):
    """头三层是普通前馈，其余五十八层是专家：experts 个挑出来的，外加一个人人都过的。

    MLA 先把查询压到 for_query 维、键值压到 for_key 维，再展开；每个头另有 turned 维专门带位置。
    """
    query = d * for_query + for_query + for_query * heads * (head + turned)
    key_value = d * (for_key + turned) + for_key + for_key * heads * 2 * head
    mla = query + key_value + heads * head * d
    moe = (experts + 1) * swiglu(d, 2048) + d * 256 + 256
    return 2 * vocabulary * d + 61 * (mla + 2 * d) + 3 * swiglu(d, 18432) + 58 * moe + d


print(f"gpt2={gpt2()}")
print(f"llama={llama()}")
print(f"mixtral={mixtral(8)}")
print(f"mixtral_active={mixtral(2)}")
print(f"naive={8 * mixtral(1)}")  # 「八个完整模型」的算法：连注意力与词嵌入也数八遍
print(f"deepseek={deepseek_v3(256)}")
print(f"deepseek_active={deepseek_v3(8)}")
print(f"deepseek_without_embedding={deepseek_v3(8) - 129280 * 7168}")
print(f"versus_llama={deepseek_v3(8) / llama():.1f}")
print(f"deepseek_share={deepseek_v3(8) / deepseek_v3(256):.3f}")
print(f"feed_forward_share={32 * swiglu(4096, 14336) / llama():.2f}")
