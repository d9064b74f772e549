"""从参数与词元，算到卡时、天数与钱。"""

PEAK, PRICE = 989e12, 2.0  # 一张 H100 每秒多少次运算（bf16 稠密）；每卡时多少美元


def card_hours(parameters, tokens, use):
    """卡时；use 是用上了峰值的几分。"""
    return 6 * parameters * tokens / (PEAK * use) / 3600


use, few, many = 0.40, 64, 1024
scratch = card_hours(8e9, 15e12, use)  # 从头训一个八十亿参数的
least = card_hours(8e9, 20 * 8e9, use)  # 词元只够参数的二十倍
published = 1.3e6  # 同样大小、同样多词元的一个模型，自己公布的卡时
continued = card_hours(8e9, 1e9, use)  # 拿十亿词元续训它
tuned = card_hours(8e9, 1000 * 500 * 3, 0.30)  # 微调它：一千条，每条五百词元，过三遍
for cards in (few, many):
    print(f"从头训，{cards} 张卡：{scratch / cards / 24:.0f} 天，{scratch * PRICE:.2e} 美元")
print(f"rent={PRICE:.0f} 美元")
print(f"{use=:.0%}")
print(f"{few=}")
print(f"{many=}")
print(f"meta={published / 24_576:.0f} 小时")  # 公开的卡时除以公开的集群大小
print(f"scratch={scratch * PRICE / 1e4:.0f} 万美元")
print(f"published={published * PRICE / 1e4:.0f} 万美元")
print(f"least={least * PRICE / 1e4:.1f} 万美元")
print(f"least_low={least * PRICE * published / scratch / 1e4:.1f} 万美元")
print(f"tokens_apart={15e12 / (20 * 8e9):.0f} 倍")
print(f"continued={continued * PRICE:.0f} 美元")
print(f"continued_low={continued * PRICE * published / scratch:.0f} 美元")
print(f"slow={scratch / few / 24:.0f} 天")
print(f"fast={scratch / many / 24:.0f} 天")
print(f"slow_published={published / few / 24:.0f} 天")
print(f"fast_published={published / many / 24:.0f} 天")
print(f"tuned={tuned * 60:.1f} 分钟")
print(f"tuned_cost={tuned * PRICE:.2f} 美元")
