"""换一种用法，平衡点挪多少：对手的混合价随输入输出的比例与命中率塌下来，自建这边吃不吃前缀缓存是两回事。

对话是 break_even.py 的假设，客服与智能体照账单一章那两份账单的长度；一台八卡，月租、吞吐、人力同 break_even.py。
"""

from bookkit.prices import price

CARDS, RENT, HOURS, PEAK, PEOPLE = 8, 3.0, 730, 10_000, 5000
OPPONENTS = {
    "Luna": price("gpt-6-luna"),
    "Flash 高峰": price("deepseek-flash", when="peak"),
    "Sonnet": price("claude-sonnet-5.5"),
}


def session(turns, system, added, written):
    """一个会话：(输入是输出的几倍, 输入里命中的比例)。每轮把前面的整个重发，系统提示别的会话刚用过。"""
    sent = [system + turn * (added + written) + added for turn in range(turns)]
    return sum(sent) / (turns * written), (sum(sent[:-1]) + system) / sum(sent)


LOADS = {
    "对话": (3, 0.5),
    "客服，六轮": session(6, 1500, 60, 250),
    "编程智能体，四十步": session(40, 20_000, 1500, 300),
}


def mixed(p, ratio, hit):
    """对手每百万词元的混合价，输入输出合在一起。"""
    new = p.write if p.has("write") else p.input
    return (ratio * ((1 - hit) * new + hit * p.hit) + p.output) / (ratio + 1)


def used(p, ratio, hit, cached):
    """自建要用到满载的几成才打平。cached：自建也有前缀缓存，命中的不必再读一遍，同样的卡就做得了更多。"""
    worked = 1 - cached * hit * ratio / (ratio + 1)  # 每个词元里真要算的
    tokens = (CARDS * RENT * HOURS + PEOPLE) / mixed(p, ratio, hit)
    return tokens * worked / (CARDS * PEAK * HOURS * 3600 / 1e6)


share = lambda part: f"{part:.1%}" if part < 0.1 else f"{part:.0%}"
for load, (ratio, hit) in LOADS.items():
    print(f"{load}：输入是输出的 {ratio:.0f} 倍，命中 {hit:.2f}")
    for name, p in OPPONENTS.items():
        cells = (share(used(p, ratio, hit, cached)) for cached in (False, True))
        print(f"　对 {name:8} 混合价 {mixed(p, ratio, hit):.3f}，打平要用到满载的：", "　自建也命中：".join(cells))
sonnet, (chat, service, agent) = OPPONENTS["Sonnet"], LOADS.values()
print(f"agent_ratio={agent[0]:.0f} 倍")
print(f"agent_hit={agent[1]:.2f}")
print(f"collapsed={mixed(sonnet, *agent) / mixed(sonnet, *chat):.1%}")
print(f"chat={used(sonnet, *chat, False):.1%}")
print(f"agent={used(sonnet, *agent, False):.0%}")
print(f"agent_cached={used(sonnet, *agent, True):.1%}")
print(f"luna_service={used(OPPONENTS['Luna'], *service, False):.0%}")
print(f"luna_service_cached={used(OPPONENTS['Luna'], *service, True):.0%}")
