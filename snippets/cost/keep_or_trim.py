"""砍历史还是留着吃缓存：聊到第几轮，砍才开始便宜？拿命中价、写入价、过期的比例各扫一遍。"""

system, window = 5, 5  # 以一轮新增的词元为一个单位：系统提示抵五轮，砍的话只留最近五轮


def keep(turns, hit, write=1.0, stale=0.0):
    """全留：旧的部分按命中价，新的按写入价；stale 是过期的比例，过期了就整段按写入价重写。单位：一轮原价。"""
    cost = 0
    for past in range(turns):
        again = system + past if past else 0
        cost += (1 - stale) * (again * hit + (system + past + 1 - again) * write) + stale * (system + past + 1) * write
    return cost


def slide(turns, hit, write=1.0, stale=0.0):
    """滑窗：过了 window 轮，每轮都从前面丢一轮，后面的字一字没改也对不上了，只有系统提示还命中。"""
    if turns <= window:
        return keep(turns, hit, write, stale)
    base = keep(window, hit, write, stale)
    fresh = (1 - stale) * (system * hit + (window + 1) * write) + stale * (system + window + 1) * write
    return base + (turns - window) * fresh


def halve(turns, hit, write=1.0, stale=0.0):
    """攒到两倍窗口，一次砍掉一半：砍的那一轮重写，别的轮照样命中。"""
    cost, kept, cached = 0, 0, False
    for _ in range(turns):
        if kept == 2 * window:
            kept, cached = window, False
        again = system + kept if cached else (system if cost else 0)
        sent = system + kept + 1
        cost += (1 - stale) * (again * hit + (sent - again) * write) + stale * sent * write
        kept, cached = kept + 1, True
    return cost


def crossing(other, hit, write=1.0, stale=0.0, most=2000):
    """从第几轮起，other 比全留便宜；most 轮之内没有就是 None。先取整再比：打平不算便宜，浮点的尾数也不算。"""
    return next(
        (t for t in range(window + 1, most) if round(keep(t, hit, write, stale) - other(t, hit, write, stale), 6) > 0),
        None,
    )


print("命中价　滑窗便宜的轮数　近似式　砍一半便宜的轮数")
for hit in (0.5, 0.25, 0.2, 0.1, 0.05, 0.02):
    print(f"{hit:.2f}　{crossing(slide, hit)}　{2 * window / hit:.0f}　{crossing(halve, hit)}")
print("命中价一成、写入价一又四分之一，过期的比例：")
for stale in (0, 0.05, 0.1, 0.3, 1):
    print(f"　{stale:.2f}　滑窗 {crossing(slide, 0.1, 1.25, stale)}　砍一半 {crossing(halve, 0.1, 1.25, stale)}")

half, tenth, twentieth, fiftieth = 0.5, 0.1, 0.05, 0.02
print(f"{half=}")
print(f"{tenth=}")
print(f"{fiftieth=}")
print(f"at_half={crossing(slide, half)}")
print(f"at_tenth={crossing(slide, tenth)}")
print(f"at_twentieth={crossing(slide, twentieth)}")
print(f"at_fiftieth={crossing(slide, fiftieth)}")
print(f"written={crossing(slide, tenth, 1.25)}")
print(f"some_stale={crossing(slide, tenth, 1.25, 0.1)}")
print(f"many_stale={crossing(slide, tenth, 1.25, 0.3)}")
print(f"no_cache={crossing(slide, 1)}")
print(f"halved={crossing(halve, tenth)}")
print(f"halved_saves={1 - halve(100, tenth) / keep(100, tenth):.2f}")
print(f"slide_costs={slide(40, tenth) / keep(40, tenth):.2f}")
