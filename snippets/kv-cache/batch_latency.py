"""同一张卡上同时伺候几个人：每人多快、合计多快、每百万输出词元摊多少钱、哪里装不下。80 亿参数，一张 H100。

一步的时间取「读显存」与「算」里较长的那个：参数每步读一遍，大家共用；各人的缓存各读各的，摊不薄。
"""

COMPUTE, BANDWIDTH, CARD = 989e12, 3.35e12, 80e9  # 半精度每秒运算数；每秒读显存的字节；显存字节
USED = 0.4  # 算力真用得上的比例，假设：与「一次思考」「隐士」两章同一个数
RENT = 2  # 美元每卡时，假设：DeepSeek 公开自家那一天的账时用的价
parameters, cache = 8.03e9, 128 * 1024  # Llama-3-8B；每词元的缓存，字节
weights = 2 * parameters


def step(people, context, read=weights, each=cache):
    """写一个词元要几秒，每人已有 context 个词元。"""
    return max((read + people * context * each) / BANDWIDTH, people * 2 * parameters / (COMPUTE * USED))


def fits(context, read=weights, each=cache):
    """同时装得下几个人。"""
    return int((CARD - read) // (context * each))


def price(people, context):
    """每百万输出词元的美元，只算写、不算读提示，卡一直满着。"""
    return RENT * 1e6 * step(people, context) / people / 3600


for context in (512, 2048, 8192, 32768):
    room = fits(context)
    print(f"每人 {context} 词元，最多装 {room} 人")
    for people in (1, 8, 32, 64, 128, 256):
        if people > room:
            print(f"　{people:3} 人：装不下")
            break
        each = 1 / step(people, context)
        print(f"　{people:3} 人：每人 {each:5.1f}　合计 {people * each:6.0f}　{price(people, context):.3f} 美元")

chat, long = 2048, 32768
room, far = fits(chat), fits(long)
print(f"alone={1 / step(1, chat):.0f}")
print(f"full={room}")
print(f"full_each={1 / step(room, chat):.0f}")
print(f"full_total={room / step(room, chat):.0f}")
print(f"cheaper={price(1, chat) / price(room, chat):.0f} 倍")
print(f"long_full={far}")
print(f"long_cheaper={price(1, long) / price(far, long):.1f} 倍")  # 对照：缓存摊不薄，人再多也便宜不了多少
# 对照：每人的缓存长过这么多词元，读他的缓存就比替他算慢，批再大也轮不到算力拖后腿
USABLE = 0.6  # 「瘦身」与投机解码那几处用的折扣
never = lambda used, read=1: 2 * parameters / (COMPUTE * used) * BANDWIDTH * read / cache
print(f"used={USED:.0%}")
print(f"never_compute={never(USED):.0f}")
print(f"usable={USABLE:.0%}")
print(f"never_usable={never(USABLE):.0f}")
print(f"never_both={never(USABLE, USABLE):.0f}")
squeezed, halved = weights * 4.5 / 16, cache / 2  # 「四位」连刻度是四位半，见「瘦身」
most, double = fits(chat, squeezed), fits(chat, each=halved)
print(f"four_bit_full={most}")
print(f"four_bit_alone={1 / step(1, chat, squeezed):.0f}")
print(f"four_bit_total={most / step(most, chat, squeezed):.0f}")
print(f"eight_bit_cache_full={double}")
print(f"eight_bit_cache_total={double / step(double, chat, each=halved):.0f}")
