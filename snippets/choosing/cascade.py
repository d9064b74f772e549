"""先小后大：小的先答，检查通不过再交给大的。什么时候省，什么时候反而贵？"""

from bookkit.prices import price

request = dict(input=3000, output=500)
verdict = dict(input=request["input"] + request["output"], output=20)  # 请大的当裁判：读问与答，只写一句对不对
small, large = (price(m).bill(**request) for m in ("gpt-6-luna", "claude-opus-5.5"))
judge = price("claude-opus-5.5").bill(**verdict)
WRONG = 0.02  # 大的自己也会错的比例，假设
REWORK = 0.5  # 一个错答案流出去，平均要花多少美元补救，假设


def cascade(passed, silent, check=0.0, rework=REWORK, hard=False):
    """一次请求平均多少钱。passed：小的通过检查的比例；silent：通过的里面其实错了的比例；check：检查一次的钱。

    hard：难题扎堆。大的错全错在小的通不过的那些上，交给它的那一份就比平均更容易错；不然它在哪里都一样错。
    """
    handed = 1 - passed
    wrong = WRONG if hard else handed * WRONG
    return small + check + handed * large + (passed * silent + wrong) * rework


def alone(rework=REWORK):
    """全交给大的。"""
    return large + WRONG * rework


def most_silent(passed, **how):
    """通过的里面，错的比例超过多少就不省了。对 silent 是直线：两点定出打平处。"""
    base, worst = (cascade(passed, bad, **how) for bad in (0, 1))
    return (alone(how.get("rework", REWORK)) - base) / (worst - base)


print(f"一次：小的 {small:.5f}　大的 {large:.5f}　大的连同返工 {alone():.5f}　裁判 {judge:.5f} 美元")
print("通过的比例｜通过里错的比例：　0　0.02　0.05　0.10（与全交给大的之比）｜难题扎堆，同上")
for passed in (0.01, 0.2, 0.6, 0.9):
    cells = [[cascade(passed, bad, hard=hard) / alone() for bad in (0, WRONG, 0.05, 0.10)] for hard in (False, True)]
    print(f"　{passed:.2f}｜", "｜".join("　".join(f"{cell:.2f}" for cell in row) for row in cells))
most = 0.6
print("返工一次多少钱｜漏的错超过多少就不省：大的处处一样错　难题扎堆")
for rework in (0.05, REWORK, 5, 50):
    print(f"　{rework:5.2f}｜{most_silent(most, rework=rework):.3f}　{most_silent(most, rework=rework, hard=True):.3f}")
print(f"small_over_large={small / large:.3f}")
print(f"passed={most:.0%}")
print(f"no_rework={(small + (1 - most) * large) / large:.2f}")
print(f"saved={1 - cascade(most, WRONG) / alone():.2f}")
print(f"saved_hard={1 - cascade(most, WRONG, hard=True) / alone():.2f}")
print(f"ten={cascade(most, 0.10) / alone():.2f}")
print(f"wrong={WRONG}")
print(f"silent_at_most={most_silent(most):.3f}")
print(f"silent_at_most_hard={most_silent(most, hard=True):.3f}")
# 检查请大的来做，不看返工：裁判只写一句，还是整个重答一遍
print(f"judged_by_large={(small + judge + (1 - most) * large) / large:.2f}")
print(f"answered_again={(small + large + (1 - most) * large) / large:.2f}")
print(f"judge_pays={(small + judge) / large:.2f}")
