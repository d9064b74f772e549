"""上线的门槛怎么写：考 n 道、错 k 道，真错率至多多少；想说「不过百分之一」要几道；没过就再考一遍会怎样。"""

from math import comb

SURE = 0.95
LIMIT = 0.01  # 想说「真错率不过这么多」


def seen_at_most(wrong, questions, rate):
    """真错率是 rate，考 questions 道，错的不超过 wrong 道的机会。"""
    return sum(comb(questions, k) * rate**k * (1 - rate) ** (questions - k) for k in range(wrong + 1))


def at_most(wrong, questions):
    """真错率的上界：再高，就只有不到 1 - SURE 的机会错得这么少（Clopper–Pearson 的单侧界）。"""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if seen_at_most(wrong, questions, middle) > 1 - SURE else (low, middle)
    return high


def enough(wrong, limit=LIMIT):
    """容许错 wrong 道，要考几道才敢说真错率不过 limit。"""
    questions = wrong + 1
    while seen_at_most(wrong, questions, limit) > 1 - SURE:
        questions += 1
    return questions


print(f"考几道　错几道　看上去的错率　真错率至多（{SURE:.0%}）")
for questions in (30, 100, 300, 1000):
    for wrong in (0, 1, 3):
        print(f"{questions:4}　{wrong}　{wrong / questions:5.1%}　{at_most(wrong, questions):5.1%}")
few = 100
print("门槛　考几道　真错率 0.2%｜0.5%｜1%｜2%｜3% 的各有几成过得去")
for name, wrong, questions in (
    ("一百道零错", 0, few),
    ("零错", 0, enough(0)),
    ("至多错三道", 3, enough(3)),
    ("至多错十道", 10, enough(10)),
):
    cells = "｜".join(f"{seen_at_most(wrong, questions, rate):.2f}" for rate in (0.002, 0.005, 0.01, 0.02, 0.03))
    print(f"{name}　{questions:4}　{cells}")
bad = 0.02
once = seen_at_most(0, few, bad)
tries = 5
print(f"{few=}")
print(f"bound={at_most(0, few):.1%}")
print(f"sure={SURE:.0%}")
print(f"limit={LIMIT:.0%}")
print(f"needed={enough(0)}")
print(f"strict_passes={seen_at_most(0, enough(0), 0.005):.2f}")  # 真错率只有线的一半，也多半过不去
print(f"needed_ten={enough(10)}")
print(f"loose_passes={seen_at_most(10, enough(10), 0.005):.2f}")
old, line = bad, 2 * bad  # 另一家：旧版就错这么多，线划在它的两倍
print(f"{line=:.0%}")
print(f"line_needed={enough(10, line)}")
print(f"line_passes={seen_at_most(10, enough(10, line), old):.2f}")
print(f"{bad=:.0%}")
print(f"once={once:.2f}")
print(f"{tries=}")
print(f"until_passed={1 - (1 - once) ** tries:.2f}")  # 每次换一批新题；同一批题换种子，各次不独立，比这低
allowed = 1 - SURE ** (1 / tries)  # 几次加起来才用掉那 5% 的机会，每次只许用这么多
each = next(n for n in range(1, 10_000) if (1 - LIMIT) ** n <= allowed)
print(f"{each=}")
