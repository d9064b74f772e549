"""数据不许出门：这么多人、这样的问法，各要几张卡？显存装不装得下、读得够不够快、读题算不算得完，最紧的那样说了算。

总参数、激活参数与许可取自各家的模型卡，每词元的缓存照 kv_per_token.py 的算法；缓存一律半精度。
"""

from math import ceil

CARD, BANDWIDTH, COMPUTE = 80e9, 3.35e12, 990e12  # 一张 H100：显存，字节；每秒读多少字节；半精度每秒运算数
ROOM, READ, USED = 0.9, 0.6, 0.4  # 显存留一成给别的；读与算只用得上标称的这么多。三个都是假设，压测之后换掉
SERVER = 8  # 一台几张卡
STAFF, EACH, BUSY = 2000, 20, 0.2  # 用的人；每人每天问几次；最忙的那个小时占一天的几成
PROMPT, ANSWER, PACE = 8000, 600, 30  # 一次请求读多少词元、写多少、每秒写几个（比人读得快就行）
CACHED = 0.8  # 对照：读题的词元命中前缀缓存的比例
MODELS = {  # 名字：(总参数, 激活参数, 每词元缓存的字节, 每个请求固定的字节, 许可)
    "Llama-3-8B": (8.03e9, 8.03e9, 32 * 2 * 8 * 128 * 2, 0, "Llama 社区许可"),
    "Llama-3-70B": (70.55e9, 70.55e9, 80 * 2 * 8 * 128 * 2, 0, "Llama 社区许可"),
    "gpt-oss-120b": (117e9, 5.1e9, 18 * 2 * 8 * 64 * 2, 4.7e6, "Apache-2.0"),
    "Qwen3.5-35B-A3B": (35e9, 3e9, 10 * 2 * 2 * 256 * 2, 64.4e6, "Apache-2.0"),
    "DeepSeek-V4-Flash": (284e9, 13e9, 6229, 5.7e6, "MIT"),
    "DeepSeek-V3": (671e9, 37e9, 61 * (512 + 64) * 2, 0, "DeepSeek 自定义"),
}
arrivals = STAFF * EACH * BUSY / 3600  # 最忙时每秒来几个请求
seconds = ANSWER / PACE  # 每个答几秒
flying = arrivals * seconds  # 同时在途几个：利特尔法则


def cards(name, staff=STAFF, prompt=PROMPT, hit=0.0, bits=8.5, online=0):
    """三样各要几张卡。hit：读题的词元命中前缀缓存、不用再算的比例；online：不数在途，把在线的人全当成在途。"""
    total, active, per_token, fixed, _ = MODELS[name]
    scale = staff / STAFF
    cache = (online or flying * scale) * ((prompt + ANSWER) * per_token + fixed)
    held = total * bits / 8 + cache
    return {
        "显存": held / (CARD * ROOM),
        "读": PACE * held / (BANDWIDTH * READ),  # 每写一个词元都读一遍；人多时专家大半用上，当成全读
        "算": arrivals * scale * (prompt * (1 - hit) + ANSWER) * 2 * active / (COMPUTE * USED),
    }


def need(name, **how):
    """(整张的卡数, 哪样最紧)。"""
    each = cards(name, **how)
    return ceil(max(each.values())), max(each, key=each.get)


def served(name):
    """一台八卡至多伺候多少人；权重就装不下的，零。"""
    return max((n for n in range(0, 200_000, 500) if need(name, staff=n)[0] <= SERVER), default=0)


print("八位的权重｜每词元缓存｜显存、读、算各要几张｜一台八卡至多伺候几人　型号，许可")
for name, (total, _, per_token, _, licence) in MODELS.items():
    cells = "、".join(f"{value:.1f}" for value in cards(name).values())
    print(f"{total * 8.5 / 8 / 1e9:4.0f} GB｜{per_token / 1024:5.1f} KiB｜{cells}｜{served(name)}　{name}，{licence}")
CHANGES = {
    "不动": {},
    "权重压到四位": dict(bits=4.5),
    "提示长四倍": dict(prompt=4 * PROMPT),
    "提示长四倍，读题命中八成": dict(prompt=4 * PROMPT, hit=CACHED),
    "人数加倍": dict(staff=2 * STAFF),
    "在线的人全当成在途": dict(online=STAFF),
}
print("换一个假设，要几张、哪样最紧：", "｜".join(MODELS))
for change, how in CHANGES.items():
    print(f"　{change}：", "｜".join(" ".join(map(str, need(name, **how))) for name in MODELS))
few, many = need("DeepSeek-V4-Flash")[0], need("Llama-3-70B")[0]
heavier = MODELS["DeepSeek-V4-Flash"][0] / MODELS["Llama-3-70B"][0]
print(f"staff={STAFF}")
print(f"flying={flying:.0f}")
print(f"dense={many}")
print(f"sparse={few}")
print(f"heavier={heavier:.1f} 倍")
print(f"dense_long={need('Llama-3-70B', prompt=4 * PROMPT)[0]}")
print(f"hit={CACHED:.0%}")
print(f"dense_long_hit={need('Llama-3-70B', prompt=4 * PROMPT, hit=CACHED)[0]}")
print(f"sparse_long={need('DeepSeek-V4-Flash', prompt=4 * PROMPT)[0]}")
print(f"small={need('Llama-3-8B')[0]}")
print(f"small_online={need('Llama-3-8B', online=STAFF)[0]}")
print(f"sparse_online={need('DeepSeek-V4-Flash', online=STAFF)[0]}")
print(f"dense_served={served('Llama-3-70B')}")
print(f"sparse_served={served('DeepSeek-V4-Flash')}")
print(f"tiny_served={served('Qwen3.5-35B-A3B')}")
print(f"largest={need('DeepSeek-V3')[0]}")
print(f"largest_four={need('DeepSeek-V3', bits=4.5)[0]}")
