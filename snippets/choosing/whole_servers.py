"""每月读加写这么多词元，按八卡一台取整：要几台，自建与调用各多少钱？平均只用得上满载的几成，谁便宜就换了人。"""

from math import ceil

from bookkit.prices import price

HOURS, RENT, PEAK, PEOPLE, INPUT, HIT = 730, 3.0, 10_000, 5000, 3, 0.5  # 与 break_even.py 同一组假设
SERVER = 8  # 一台几张卡，只能整台租
CAPACITY = PEAK * HOURS * 3600 / 1e6  # 一张卡满载，每月多少百万词元
OPPONENTS = {"Luna": price("gpt-6-luna"), "Flash 高峰": price("deepseek-flash", when="peak")}
OPPONENTS |= {"GLM": price("glm-5.3"), "Sonnet": price("claude-sonnet-5.5")}


def mixed(p):
    """每百万词元的混合价，输入输出合在一起。"""
    new = p.write if p.has("write") else p.input
    return (INPUT * ((1 - HIT) * new + HIT * p.hit) + p.output) / (INPUT + 1)


def rent(volume, used, unit=SERVER):
    """每月 volume 百万词元：(几张卡, 每月美元)。used：白天忙夜里闲，平均下来用得上满载的几成。"""
    cards = ceil(volume / (CAPACITY * used) / unit) * unit
    return cards, cards * RENT * HOURS + PEOPLE


usual, low, high = 0.3, 0.15, 0.6
for used in (low, usual, high):
    print(f"平均用到满载的 {used:.0%}　　　　　自建　" + "　".join(OPPONENTS))
    for hundred in (3, 30, 100, 300, 1000, 3000):  # 亿词元
        volume = hundred * 100
        cards, own = rent(volume, used)
        calls = [volume * mixed(p) for p in OPPONENTS.values()]
        wins = [name for name, call in zip(OPPONENTS, calls) if own < call]
        print(f"　{hundred:4} 亿，{cards:3} 张：{own:8.0f}　" + "　".join(f"{c:8.0f}" for c in calls), end="　")
        print("比这些便宜：" + ("、".join(wins) or "没有"))

nine = SERVER + 1  # 算出来要九张
volume = nine * CAPACITY * usual
print(f"usual={usual:.0%}")
print(f"high={high:.0%}")
print(f"rounded={rent(volume, usual)[0]}")
print(f"rounded_costs={rent(volume, usual)[1] / rent(volume, usual, 1)[1]:.2f} 倍")
# 与量无关的一条线：一张卡每月的租金除以满载读加写的词元，再除以用到的比例，就是自建每百万词元至少多少钱
print(f"full={RENT * HOURS / CAPACITY:.3f} 美元")
print(f"own_least={RENT * HOURS / CAPACITY / usual:.3f} 美元")
print(f"luna={mixed(OPPONENTS['Luna']):.3f} 美元")
print(f"luna_used={RENT * HOURS / CAPACITY / mixed(OPPONENTS['Luna']):.0%}")
