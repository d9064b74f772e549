"""客服机器人一个月的账：每轮把前面的话整个重发，缓存省下多少，每轮多想一会儿又花掉多少。"""

from bookkit.prices import price

sessions, days, turns = 100_000, 30, 6  # 每天十万个会话，每个六轮
system, question, answer, thinking = 1500, 60, 250, 400


def month(p, hit=0.0, thought=0, turns=turns, shared=False, system=system, answer=answer, fetched=0, carried=False):
    """一个月的钱。fetched：每轮检索来、塞进这一轮的词元。hit 是重发的部分里命中缓存的比例；开了缓存，没命中的按写入价收。

    shared：头一轮的系统提示也命中，因为别的会话刚写过；不然每个会话自己写一遍。carried：检索来的与想的都留在历史里，往后每轮重发；
    不留，检索来的只当这一轮，想的只按输出收一次。
    """
    total, last = 0, system if shared else 0
    left = (fetched + thought) * carried
    for past in range(turns):
        sent = system + past * (question + answer + left) + question
        new = "write" if hit and p.has("write") else "input"
        total += p.bill(**{new: sent - hit * last + fetched}, hit=hit * last, output=answer + thought)
        last = sent + fetched * carried  # 上一轮发过的整段，下一轮都能命中
    return total * sessions * days


MODELS = (
    ("deepseek-flash", "peak"),  # 客服多在白天；闲时各列都减半，几成不变
    ("deepseek-v4-pro", "peak"),
    ("gpt-6-luna", None),
    ("gemini-3.8-flash", None),
    ("claude-sonnet-5.5", None),
)
saved, spent, spent_shared = [], [], []
print("月账（美元）　无缓存　命中　命中再多想｜系统提示跨会话也命中　再多想")
for model, when in MODELS:
    p = price(model, when=when)
    plain, cached, thoughtful = month(p), month(p, 1), month(p, 1, thinking)
    both = month(p, 1, shared=True), month(p, 1, thinking, shared=True)
    saved.append(1 - cached / plain)
    spent.append((thoughtful - cached) / (plain - cached))
    spent_shared.append((both[1] - both[0]) / (plain - both[0]))
    print(
        f"{model + {'off': '（闲时）', 'peak': '（高峰）', None: ''}[when]:18} {plain:8.0f} {cached:8.0f} {thoughtful:8.0f}｜{both[0]:8.0f} {both[1]:8.0f}",
        end="　",
    )
    print(f"多想的抵掉缓存省下的 {spent[-1]:.0%}、{spent_shared[-1]:.0%}")

sonnet = price("claude-sonnet-5.5")


def written(thought=0, turns=turns, **how):
    """输出占这笔账的几成。"""
    return (
        sonnet.bill(output=(answer + thought) * turns)
        * sessions
        * days
        / month(sonnet, thought=thought, turns=turns, **how)
    )


sent = sum(system + past * (question + answer) + question for past in range(turns))
print(f"{sessions=}")
print(f"{turns=}")
print(f"{system=}")
print(f"{question=}")
print(f"{answer=}")
print(f"{thinking=}")
print(f"each={month(sonnet) / sessions / days:.3f} 美元")
print(f"sent={sent}")
print(f"said={turns * (question + answer)}")
print(f"plain={month(sonnet):.0f} 美元")
print(f"cached={month(sonnet, 1):.0f} 美元")
print(f"thoughtful={month(sonnet, 1, thinking):.0f} 美元")
print(f"dearest={month(sonnet, thought=thinking):.0f} 美元")  # 不开缓存，又多想
print(f"shared={month(sonnet, 1, shared=True):.0f} 美元")
print(f"saved_least={min(saved):.0%}")
print(f"saved_most={max(saved):.0%}")
print(f"spent_least={min(spent):.2f}")
print(f"spent_most={max(spent):.2f}")
print(f"spent_shared_least={min(spent_shared):.2f}")
print(f"spent_shared_most={max(spent_shared):.2f}")
print("输出占几成：无缓存　命中　系统提示跨会话也命中　再多想")
for rounds in (turns, 24):
    cells = written(turns=rounds), written(turns=rounds, hit=1), written(turns=rounds, hit=1, shared=True)
    print(f"　聊 {rounds} 轮", *(f"{cell:.2%}" for cell in (*cells, written(thinking, rounds, hit=1, shared=True))))
print(f"output_plain={written():.0%}")
print(f"output_hit={written(hit=1):.0%}")
print(f"output_thought={written(thinking, hit=1, shared=True):.0%}")
ratios = {}
alone, few, many = 1, 3, 24
for rounds in (alone, few, turns, 12, many):
    cells = [month(sonnet, 1, turns=rounds), month(sonnet, 1, thinking, rounds), month(sonnet, 0.5, turns=rounds)]
    cells.append(month(sonnet, 1, turns=rounds, shared=True))
    ratios[rounds] = hit, thought, part, shared = [cell / month(sonnet, turns=rounds) for cell in cells]
    print(f"聊 {rounds:2} 轮，与无缓存比：命中 {hit:.2f}　再多想 {thought:.2f}", end="　")
    print(f"只命中一半 {part:.2f}　系统提示跨会话也命中 {shared:.2f}")
once_alone, once, _, once_shared = ratios[alone]
print(f"long={ratios[many][1]:.2f}")
print(f"{once=:.2f}")
print(f"{once_alone=:.2f}")
print(f"{once_shared=:.2f}")
fetched = 2000
usual = dict(hit=1, thought=thinking, shared=True, fetched=fetched)  # 八个数都报全的真账
real = month(sonnet, **usual)
left = {
    name: month(sonnet, **{**usual, **forgotten}) / real
    for name, forgotten in {
        "轮数": {"turns": alone},
        "检索塞进来的": {"fetched": 0},
        "想多少": {"thought": 0},
        "答多长": {"answer": 0},
        "系统提示": {"system": 0},
        "命中": {"hit": 0},
    }.items()
}
print("预算漏一个数，算出来是真账的几成：", "　".join(f"{name} {share:.2f}" for name, share in left.items()))
long_system = 8000  # 系统提示连工具定义写长了
kept = {}  # 系统提示多长、想不想 -> 忘了它，各型号算出来是真账的几成
for length in (system, long_system, 20_000):
    for thought in (thinking, 0):
        cells = [price(model, when=when) for model, when in MODELS]
        bills = [[month(p, 1, thought, shared=True, system=s) for s in (0, length)] for p in cells]
        kept[length, thought] = shares = [less / full for less, full in bills]
        uncached = month(sonnet, thought=thought, system=0) / month(sonnet, thought=thought, system=length)
        print(f"　系统提示 {length} 词元，{'多想' if thought else '不想'}，忘了它：", end="")
        print(f"五个型号 {min(shares):.2f}–{max(shares):.2f}；Sonnet 不开缓存 {uncached:.2f}")
print(f"no_turns={left['轮数']:.2f}")
print(f"no_fetch={left['检索塞进来的']:.2f}")
print(f"no_thought={left['想多少']:.2f}")
print(f"no_answer={left['答多长']:.2f}")
print(f"no_system={left['系统提示']:.2f}")
print(f"no_hit={left['命中']:.2f}")
print(f"{long_system=}")
print(f"no_long={min(kept[long_system, thinking]):.2f}–{max(kept[long_system, thinking]):.2f}")
print(f"no_long_plain={min(kept[long_system, 0]):.2f}–{max(kept[long_system, 0]):.2f}")
print(f"no_system_cold={month(sonnet, thought=thinking, system=0) / month(sonnet, thought=thinking):.2f}")
print(f"no_system_uncached={month(sonnet, system=system * 0) / month(sonnet):.2f}")
print(f"{fetched=}")
cold = {**usual, "hit": 0}
print(f"carried={month(sonnet, **usual, carried=True) / real:.2f} 倍")
print(f"carried_cold={month(sonnet, **cold, carried=True) / month(sonnet, **cold):.2f} 倍")  # 不开缓存时
