"""砍历史还是用前缀缓存：命中的词元按输入价的几成算，砍到最近几轮反而更贵？"""

question, answer, turns, window = 150, 250, 20, 5  # 与 history.py 同一段对话
system = 3000


def bill(hit, keep, prefix=False, alive=1.0, turns=turns, said=0):
    """整段对话的输入账单，折合成按原价算的词元。

    prefix 是系统提示的长度，False 是没有。hit 是命中的折扣价（原价的几成）；keep 是带最近几轮；alive 是缓存没过期的比例。
    带全部历史时，上一轮发过的整段都能命中（said：上一轮的回答也命中几个词元）；历史掉过头，就只剩系统提示能命中。
    """
    total = 0
    for past in range(turns):
        sent = prefix + min(past, keep) * (question + answer) + question
        same = 0 if past == 0 else prefix if past > keep else sent - answer - question + said
        total += sent - alive * same * (1 - hit)
    return total


def crossing(turns=turns, keep=window, prefix=False, said=0):
    """聊 turns 轮，命中价低于几成时，带全部历史比砍到 keep 轮便宜。账单对 hit 是直线，两点定一线。"""
    gap = [
        bill(hit, turns, prefix, turns=turns, said=said) - bill(hit, keep, prefix, turns=turns, said=said)
        for hit in (0, 1)
    ]
    return gap[0] / (gap[0] - gap[1])


cheap, dear = 0.1, 0.5
print(f"{cheap=}")
print(f"{dear=}")
for prefix in (0, system):
    for hit in (cheap, 0.25, dear, 1):
        print(
            f"系统提示 {prefix}，命中价 {hit}：全带 {bill(hit, turns, prefix):.0f}，砍到五轮 {bill(hit, window, prefix):.0f}"
        )
print(f"cut_costs={bill(cheap, window) / bill(cheap, turns):.1f}")
print(f"cut_costs_with_system={bill(cheap, window, system) / bill(cheap, turns, system):.1f}")
print(f"cut_saves={1 - bill(dear, window) / bill(dear, turns):.2f}")
print(f"{turns=}")
print(f"crossing={crossing():.2f}")
print(f"cut_costs_answer={bill(cheap, window, said=answer) / bill(cheap, turns, said=answer):.1f}")  # 回答也命中
print(f"crossing_answer={crossing(said=answer):.2f}")
print(f"crossing_with_system={crossing(prefix=system):.2f}")

# 缓存会过期：命中价是 cheap 时，至少要有几成的轮次还没过期，带全部才比砍便宜？也是一条直线
gap = [bill(cheap, turns, alive=share) - bill(cheap, window, alive=share) for share in (0, 1)]
print(f"needs_alive={gap[0] / (gap[0] - gap[1]):.2f}")

for rounds in (10, turns, 40, 100):
    print(f"聊 {rounds} 轮，交点：", "　".join(f"留 {keep} 轮 {crossing(rounds, keep):.2f}" for keep in (1, 3, window)))
short, long = 10, 100
print(f"{short=}")
print(f"{long=}")
print(f"crossing_short={crossing(short):.2f}")
print(f"crossing_long={crossing(long):.2f}")
