"""砍历史还是留着吃缓存：聊到第几轮，砍才开始便宜？拿命中价、写入价、过期的比例各扫一遍。只比输入的钱。"""

question, answer, system, window = 150, 250, 2000, 5  # 与「注意力」一章同一段对话；砍的话只留最近五轮
turn = question + answer


def bill(drop, turns, hit, write=1.0, stale=0.0):
    """整段对话的输入账单，折合成按原价算的词元。

    drop：带着几轮历史时，一次丢掉最早的几轮。丢了，后面的字一字没改也对不上了，只有系统提示还命中。
    hit、write：命中价与写入价是输入价的几倍。stale：过期的比例，过期了就整段按写入价重写。
    """
    cost = kept = same = 0
    for _ in range(turns):
        if cut := drop(kept):
            kept, same = kept - cut, system
        sent = system + kept * turn + question
        cost += (1 - stale) * (same * hit + (sent - same) * write) + stale * sent * write
        kept, same = kept + 1, sent  # 发过的整段，下一轮都能命中
    return cost


keep = lambda kept: 0
slide = lambda kept: kept > window  # 滑窗：多一轮就丢一轮
halve = lambda kept: window * (kept == 2 * window)  # 攒到两倍，一次丢掉一半


def crossing(drop, hit, write=1.0, stale=0.0):
    """从第几轮起，drop 比全留便宜。打平不算。"""
    turns = window
    while bill(keep, turns, hit, write, stale) <= bill(drop, turns, hit, write, stale):
        turns += 1
    return turns


def rule(hit, write):
    """近似式：每一轮，全留多读 turns 轮旧的，滑窗多写 window 轮、少写一个回答，累加起来打平。"""
    return 2 * (window - answer / turn) * write / hit


half, tenth, twentieth, fiftieth = 0.5, 0.1, 0.05, 0.02
wrote, full = 1.25, 1  # 另收写入费；命中不打折，也就是没有缓存
print("命中价　写入价　滑窗便宜的轮数　近似式（差几成）　砍一半便宜的轮数")
for hit, write in (
    (half, 1),
    (0.25, 1),
    (0.2, 1),
    (tenth, 1),
    (tenth, wrote),
    (twentieth, 1),
    (twentieth, wrote),
    (fiftieth, 1),
    (full, 1),
):
    exact, guess = crossing(slide, hit, write), rule(hit, write)
    print(f"{hit:.2f}　{write:.2f}　{exact}　{guess:.0f}（{guess / exact - 1:.0%}）　{crossing(halve, hit, write)}")
print(f"命中价 {tenth}、写入价 {wrote}，过期的比例：")
for stale in (0, 0.05, 0.1, 0.3, 1):
    print(f"　{stale:.2f}　滑窗 {crossing(slide, tenth, wrote, stale)}　砍一半 {crossing(halve, tenth, wrote, stale)}")
long, spoken = 100, 5 * answer / turn  # 对照：输出也算上，按输入价的五倍，每轮折合几轮输入
for turns in (20, 40, long):
    both = [bill(drop, turns, tenth) / turn for drop in (keep, slide, halve)]
    print(f"命中价 {tenth}，聊 {turns} 轮，滑窗、砍一半是全留的几倍：光输入", end="")
    print(*(f"　{b / both[0]:.2f}" for b in both[1:]), "；连输出", end="")
    print(*(f"　{(b + turns * spoken) / (both[0] + turns * spoken):.2f}" for b in both[1:]))
# 核对：反过来固定轮数，问命中价低于几成时全留便宜（账单对命中价是直线，两点定一线），应与 cached_history.py 相同
gap = [bill(keep, long, hit) - bill(slide, long, hit) for hit in (0, 1)]
print(f"聊 {long} 轮，命中价低于 {gap[0] / (gap[0] - gap[1]):.2f} 时全留便宜")

print(f"{turn=}")
print(f"{system=}")
print(f"{half=}")
print(f"{tenth=}")
print(f"{fiftieth=}")
print(f"at_half={crossing(slide, half)}")
print(f"at_tenth={crossing(slide, tenth)}")
print(f"at_twentieth={crossing(slide, twentieth)}")
print(f"at_fiftieth={crossing(slide, fiftieth)}")
print(f"written={crossing(slide, tenth, wrote)}")
print(f"some_stale={crossing(slide, tenth, wrote, 0.1)}")
print(f"many_stale={crossing(slide, tenth, wrote, 0.3)}")
print(f"no_cache={crossing(slide, full)}")
print(f"halved={crossing(halve, tenth)}")
print(f"halved_saves={1 - bill(halve, long, tenth) / bill(keep, long, tenth):.2f}")
print(f"slide_costs={bill(slide, 40, tenth) / bill(keep, 40, tenth):.2f}")
