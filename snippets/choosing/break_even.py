"""自建还是调用：一个月用到多少词元才打平？对手换五个，假设各动一下，平衡点挪多少。"""

from bookkit.prices import price

HOURS = 730  # 一个月
RENT = 3.0  # 美元每卡时，假设；自己询价
PEAK = 10_000  # 一张卡满载每秒读加写多少词元（读三份、写一份时），27B 的八位，假设；要用自己的请求量
PEAKS = 4200, 14_700  # 照 onprem.py 的算法取整，吞吐的两头：读与算错不开、半精度去算；错得开、八位去算
PEOPLE = 5000  # 每月花在运维上的人力，美元，假设：与卡数无关
INPUT, HIT = 3, 0.5  # 输入是输出的几倍；命中的比例
OPPONENTS = {
    "DeepSeek Flash 闲时": price("deepseek-flash", when="off"),
    "DeepSeek Flash 高峰": price("deepseek-flash", when="peak"),
    "GPT-6 Luna": price("gpt-6-luna"),
    "GLM-5.3": price("glm-5.3"),
    "Claude Sonnet 5.5": price("claude-sonnet-5.5"),
}


def mixed(p, hit=HIT):
    """每百万词元的混合价，输入输出合在一起。写入费按没命中的那一半收，不收的按输入价。"""
    new = p.write if p.has("write") else p.input
    return (INPUT * ((1 - hit) * new + hit * p.hit) + p.output) / (INPUT + 1)


def balance(p, cards=2, rent=RENT, peak=PEAK, people=PEOPLE, cheaper=1.0, hit=HIT):
    """(打平要多少百万词元每月, 占满载的几成)。"""
    tokens = (cards * rent * HOURS + people) / (mixed(p, hit) * cheaper)
    return tokens, tokens / (cards * peak * HOURS * 3600 / 1e6)


pair, server = 2, 8  # 两张卡；一台八卡
print("对手　混合价　两卡：每月打平要几亿词元、占满载几成　一台八卡：同上　卡多到运维摊没了")
for name, p in OPPONENTS.items():
    cells = [balance(p, cards) for cards in (pair, server)]
    print(f"{name}　{mixed(p):.3f}　", "　".join(f"{t / 100:.0f} 亿、{share:.0%}" for t, share in cells), end="")
    print(f"　{balance(p, people=PEOPLE * 0)[1]:.0%}")

flash, luna, sonnet = (OPPONENTS[n] for n in ("DeepSeek Flash 高峰", "GPT-6 Luna", "Claude Sonnet 5.5"))
print(f"每卡吞吐取两头（每秒 {PEAKS[0]} 与 {PEAKS[1]} 个），占满载几成：两卡　一台八卡")
both = lambda p, cards=2: "–".join(f"{100 * balance(p, cards, peak=peak)[1]:.0f}" for peak in PEAKS[::-1]) + "%"
for name, p in OPPONENTS.items():
    print(f"　{name}　{both(p)}　{both(p, server)}")
CHANGES = {
    "不动": {},
    "对手降价一半": dict(cheaper=0.5),
    "吞吐减半": dict(peak=PEAK / 2),
    "不算运维的人": dict(people=PEOPLE * 0),
    "运维的人加倍": dict(people=2 * PEOPLE),
    "卡价减半": dict(rent=RENT / 2),
    "卡价加倍": dict(rent=2 * RENT),
    "对手命中九成": dict(hit=0.9),
}
print("对 DeepSeek Flash 高峰，占满载几成：两卡　一台八卡")
for change, how in CHANGES.items():
    print(f"　{change}：", "　".join(f"{balance(flash, cards, **how)[1]:.0%}" for cards in (pair, server)))
print("对手命中九成，平衡点是原来的几倍：", end="")
print(*(f"{name} {balance(p, hit=0.9)[0] / balance(p)[0]:.2f}" for name, p in OPPONENTS.items()), sep="，")
print(f"rent={RENT:.0f} 美元")
print(f"peak={PEAK}")
print(f"peak_low={PEAKS[0]}")
print(f"peak_high={PEAKS[1]}")
print(f"people={PEOPLE} 美元")
print(f"ratio={INPUT} 倍")
print(f"hit={HIT:.0%}")
print(f"flash={balance(flash)[1]:.0%}")
print(f"flash_both={both(flash)}")
print(f"flash_server_both={both(flash, 8)}")
print(f"luna_both={both(luna)}")
print(f"sonnet_both={both(sonnet)}")
print(f"flash_off={balance(OPPONENTS['DeepSeek Flash 闲时'])[1]:.0%}")
print(f"luna={balance(luna)[1]:.0%}")
print(f"luna_server={balance(luna, server)[1]:.0%}")
print(f"luna_least={balance(luna, people=PEOPLE * 0)[1]:.0%}")
print(f"sonnet={balance(sonnet)[1]:.0%}")
print(f"sonnet_server={balance(sonnet, server)[1]:.1%}")
print(f"apart={balance(luna)[0] / balance(sonnet)[0]:.0f} 倍")
print(f"halved_price={balance(flash, cheaper=0.5)[1]:.0%}")
print(f"halved_peak={balance(flash, peak=PEAK / 2)[1]:.0%}")
print(f"no_people={balance(flash, people=PEOPLE * 0)[1]:.0%}")
print(f"double_rent={balance(flash, rent=2 * RENT)[1]:.0%}")
