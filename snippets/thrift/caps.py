"""给智能体封顶：按词元还是按钱，调用之前查还是之后查。一个跑飞的循环，一个便宜的长活，各会怎样。"""

from bookkit.prices import price

system, step, reply = 20_000, 1800, 300  # 系统提示；每步新增的；每步写的
p = price("claude-sonnet-5.5")


def call(past, hit):
    """第 past 步：(输入加输出的词元数, 美元)。hit：缓存灵不灵，不灵就每步重写。"""
    sent = system + past * step
    again = (sent - step) * (hit and past > 0)
    return sent + reply, p.bill(write=sent - again, hit=again, output=reply)


def run(limit, by, hit, before=True, spare=0.0):
    """一直跑到封顶，返回 (几步, 词元, 美元)。by：tokens 或 dollars。

    before：先算下一步会不会越线，不然就跑完才看；spare：按最坏情形多估的美元，因为下一步写多长，跑之前不知道。
    """
    done, tokens, dollars = [], 0, 0
    while True:
        more, cost = call(len(done), hit)
        spent, ahead = (tokens, more) if by == "tokens" else (dollars, cost + spare)
        if spent + ahead * before >= limit:
            return len(done), tokens, dollars
        done.append(cost)
        tokens, dollars = tokens + more, dollars + cost


budget, ceiling = 0.5, 500_000
caps = [("词元", ceiling), ("钱", budget)]
# 对照：把词元的线定得与钱的线相当。照命中的定，失灵时烧穿；照失灵的定，命中时早早砍断
caps += [("词元", run(budget, "dollars", hit)[1]) for hit in (True, False)]
print("封在　　　　　　　缓存　何时查　步数　词元　美元")
for kind, limit in caps:
    for hit in (True, False):
        for before in (True, False):
            steps, tokens, dollars = run(limit, "dollars" if kind == "钱" else "tokens", hit, before)
            print(f"{limit:9} {'美元' if kind == '钱' else '词元'}　{'灵　' if hit else '失灵'}", end="　")
            print(f"{'之前' if before else '之后'}　{steps:3} 步　{tokens:8}　{dollars:.3f}")
longest = 8000  # 下一步最多可能写这么多
spare = p.bill(output=longest)
loose, tight = (budget_cap for _, budget_cap in caps[-2:])

print(f"{budget=}")
print(f"{ceiling=}")
print(f"cheap={run(ceiling, 'tokens', True)[2]:.2f} 美元")
print(f"dear={run(ceiling, 'tokens', False)[2]:.2f} 美元")
print(f"allowed={run(budget, 'dollars', True)[0]}")
print(f"allowed_by_tokens={run(ceiling, 'tokens', True)[0]}")
print(f"burnt={run(loose, 'tokens', False)[2]:.2f} 美元")
print(f"cut_short={run(tight, 'tokens', True)[2]:.2f} 美元")
print(f"{longest=}")
print(f"allowed_worst_case={run(budget, 'dollars', True, spare=spare)[0]}")
# 事后才查，最后一步已经花出去了：步子越大，越线越多
huge, left = 900_000, 0.01
print(f"{huge=}")
print(f"late={budget - left + p.bill(write=huge, output=reply):.2f} 美元")
