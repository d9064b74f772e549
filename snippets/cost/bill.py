"""客服机器人一个月的账：每轮把前面的话整个重发，缓存省下多少，每轮多想一会儿又花掉多少。"""

from bookkit.prices import price

sessions, days, turns = 100_000, 30, 6  # 每天十万个会话，每个六轮
system, question, answer, thinking = 1500, 60, 250, 400


def month(p, hit=0.0, thought=0, turns=turns):
    """一个月的钱。hit 是重发的部分里命中缓存的比例；开了缓存，没命中的按写入价收；想的词元不留在历史里，但按输出收。"""
    total, last = 0, 0
    for past in range(turns):
        sent = system + past * (question + answer) + question
        new = "write" if hit and p.has("write") else "input"
        total += p.bill(**{new: sent - hit * last}, hit=hit * last, output=answer + thought)
        last = sent  # 上一轮发过的整段，下一轮都能命中
    return total * sessions * days


MODELS = (
    ("deepseek-flash", "off"),
    ("deepseek-v4-pro", "peak"),
    ("gpt-6-luna", None),
    ("gemini-3.8-flash", None),
    ("claude-sonnet-5.5", None),
)
saved, spent = [], []
print("月账（美元）　无缓存　全命中　全命中再多想")
for model, when in MODELS:
    p = price(model, when=when)
    plain, cached, thoughtful = month(p), month(p, 1), month(p, 1, thinking)
    saved.append(1 - cached / plain)
    spent.append((thoughtful - cached) / (plain - cached))
    print(f"{model:18} {plain:9.0f} {cached:9.0f} {thoughtful:9.0f}　多想的抵掉缓存省下的 {spent[-1]:.0%}")

sonnet = price("claude-sonnet-5.5")
sent = sum(system + past * (question + answer) + question for past in range(turns))
print(f"sent={sent}")
print(f"said={turns * (question + answer)}")
print(f"plain={month(sonnet):.0f} 美元")
print(f"cached={month(sonnet, 1):.0f} 美元")
print(f"thoughtful={month(sonnet, 1, thinking):.0f} 美元")
print(f"saved_least={min(saved):.0%}")
print(f"saved_most={max(saved):.0%}")
print(f"spent_least={min(spent):.2f}")
print(f"spent_most={max(spent):.2f}")
for rounds in (1, 3, turns, 12, 24):
    base = month(sonnet, turns=rounds)
    shares = [month(sonnet, hit, thought, rounds) / base for hit, thought in ((1, 0), (1, thinking), (0.5, 0))]
    print(f"聊 {rounds:2} 轮，与无缓存比：全命中 {shares[0]:.2f}　再多想 {shares[1]:.2f}　只命中一半 {shares[2]:.2f}")
print(f"long={month(sonnet, 1, thinking, 24) / month(sonnet, turns=24):.2f}")
print(f"once={month(sonnet, 1, thinking, 1) / month(sonnet, turns=1):.2f}")
