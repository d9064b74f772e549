"""上线的门槛怎么写：考 n 道、错 k 道，真错率至多多少；想守住一条线要几道；没过就再考、判错了卷，会怎样。"""

from math import comb, exp, log

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


def enough(wrong, limit=LIMIT, sure=SURE):
    """容许错 wrong 道，要考几道才敢说真错率不过 limit。"""
    questions = wrong + 1
    while seen_at_most(wrong, questions, limit) > 1 - sure:
        questions += 1
    return questions


print(f"考几道　错几道　看上去的错率　真错率至多（{SURE:.0%}）")
for questions in (30, 100, 300, 1000):
    for wrong in (0, 3):
        print(f"{questions:6}　{wrong:6}　{wrong / questions:12.1%}　{at_most(wrong, questions):6.1%}")
old, line = 0.02, 0.04  # 旧版错这么多；线划在它的两倍
RATES = (old, 0.03, line)
print(f"线划在 {line:.0%}，真错率是下面几样时，过得去的机会：")
print("　".join(f"{rate:4.0%}" for rate in RATES), "　考几道　至多错几道")
for wrong in (0, 3, 10, 20):
    questions = enough(wrong, line)
    print("　".join(f"{seen_at_most(wrong, questions, rate):.2f}" for rate in RATES), f"　{questions:6}　{wrong:10}")
gate, slip = (10, enough(10, line)), 0.01  # slip：一道题被判反的机会
judged = lambda rate: rate * (1 - slip) + (1 - rate) * slip
same_judge = enough(10, 2 * judged(old))  # 新旧由同样的人判，线划在判出来的旧版的两倍
true_line = enough(20, judged(line))  # 线划在翻了倍的判出来的样子，容二十道


def measured(questions, rate):
    """线照量到的旧版划在两倍，旧版考了 questions 道：真错率 rate 的新版过门的机会，对旧版可能的错数取平均。"""
    times = lambda k: exp(log(comb(questions, k)) + k * log(old) + (questions - k) * log(1 - old))
    gates = {k: (10, enough(10, 2 * k / questions)) for k in range(1, questions // 10) if times(k) > 1e-4}
    return sum(times(k) * seen_at_most(*gate, rate) for k, gate in gates.items()) / sum(map(times, gates))


many = 3000
SECONDS = 60  # 人判一道要多久
few, tries = 100, 5
once = seen_at_most(0, few, old)
print(f"{few=}")
print(f"bound={at_most(0, few):.1%}")
print(f"sure={SURE:.0%}")
print(f"limit={LIMIT:.0%}")
print(f"needed={enough(0)}")
print(f"strict_passes={seen_at_most(0, enough(0), LIMIT / 2):.2f}")  # 真错率只有线的一半，也多半过不去
print(f"needed_ten={enough(10)}")
print(f"loose_passes={seen_at_most(10, enough(10), LIMIT / 2):.2f}")
print(f"per_line={enough(0) * LIMIT:.1f}")  # 题数约等于它除以那条线
print(f"per_line_three={enough(3) * LIMIT:.1f}")
print(f"per_line_ten={enough(10) * LIMIT:.1f}")
print(f"{old=:.0%}")
print(f"{line=:.0%}")
print(f"line_needed={gate[1]}")
print(f"line_passes={seen_at_most(*gate, old):.2f}")
worse = RATES[1]
print(f"{worse=:.0%}")
print(f"worse_passes={seen_at_most(*gate, worse):.2f}")  # 变坏一半的，也有这么大机会混过去
print(f"{slip=:.0%}")
print(f"judged={seen_at_most(*gate, judged(old)):.2f}")  # 卷子判错一点，一样好的也过不去
print(f"once={once:.2f}")
print(f"judged_old={judged(old):.1%}")
print(f"{same_judge=}")
print(f"same_judge_passes={seen_at_most(10, same_judge, judged(old)):.2f}")
print(f"same_judge_doubled={seen_at_most(10, same_judge, judged(line)):.2f}")  # 真错率翻了倍的，混过去的机会
print(f"judged_line={judged(line):.1%}")
print(f"{true_line=}")
print(f"true_line_passes={seen_at_most(20, true_line, judged(old)):.2f}")
print(f"true_line_doubled={seen_at_most(20, true_line, judged(line)):.2f}")
print(f"gate_doubled={seen_at_most(*gate, line):.2f}")  # 判得准时
print(f"hours={2 * gate[1] * SECONDS / 3600:.0f}")  # 人判两遍
print(f"true_hours={2 * true_line * SECONDS / 3600:.0f}")
print(f"old_hours={2 * many * SECONDS / 3600:.0f}")  # 旧版也判两遍
print(f"by_as_many={measured(gate[1], old):.2f}")  # 旧版也只考这么多道
print(f"by_as_many_doubled={measured(gate[1], line):.2f}")
print(f"{many=}")
print(f"by_many={measured(many, old):.2f}")
print(f"by_many_doubled={measured(many, line):.2f}")
print(f"{tries=}")
print(f"until_passed={1 - (1 - once) ** tries:.2f}")  # 每次换一批新题；同一批题换种子，各次不独立，比这低
each = SURE ** (1 / tries)  # 几次加起来才用掉那 5% 的机会，每次就得更有把握
print(f"each={enough(10, line, each)}")
