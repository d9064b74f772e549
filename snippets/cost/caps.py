"""给智能体封顶：按词元还是按钱，调用之前查还是之后查。一个跑飞的循环，一个便宜的长活，各会怎样。"""

from bookkit.prices import price

system, step, reply = 20_000, 1800, 300
p = price("claude-sonnet-5.5")


def call(past, hit=True):
    """第 past 步：(输入加输出的词元数, 美元)。"""
    sent = system + past * step
    again = sent - step if hit and past else 0
    return sent + reply, p.bill(write=sent - again, hit=again, output=reply)


def run(limit, by, check, steps=10_000, hit=True):
    """一直跑到封顶。by：tokens 或 dollars；check：before 先估下一步会不会越线，after 跑完才看。返回 (几步, 词元, 美元)。"""
    tokens = dollars = 0
    for past in range(steps):
        more, cost = call(past, hit)
        spent, next_spent = (tokens, tokens + more) if by == "tokens" else (dollars, dollars + cost)
        if (next_spent if check == "before" else spent) >= limit:
            return past, tokens, dollars
        tokens, dollars = tokens + more, dollars + cost
    return steps, tokens, dollars


budget, ceiling = 0.5, 500_000
print("做法　步数　词元　美元")
for by, limit in (("tokens", ceiling), ("dollars", budget)):
    for hit in (True, False):
        for check in ("before", "after"):
            steps, tokens, dollars = run(limit, by, check, hit=hit)
            print(
                f"按{'词元' if by == 'tokens' else '钱'}　{'命中' if hit else '不命中'}　{check:6}　{steps:3} 步　{tokens:8}　{dollars:.3f}"
            )

print(f"{budget=}")
print(f"{ceiling=}")
print(f"cheap={run(ceiling, 'tokens', 'before')[2]:.2f} 美元")
print(f"dear={run(ceiling, 'tokens', 'before', hit=False)[2]:.2f} 美元")
print(f"allowed={run(budget, 'dollars', 'before')[0]}")
print(f"allowed_by_tokens={run(ceiling, 'tokens', 'before')[0]}")
# 事后才查，最后一步已经花出去了：步子越大，越线越多
huge = 900_000
print(f"{huge=}")
print(f"late={budget - 0.01 + p.bill(write=huge, output=reply):.2f} 美元")
