"""后三段训练，卡要多少钱：微调、偏好对齐（DPO）、可验证奖励，各按一份不大的料算到卡时。八十亿参数，一张 H100 的卡时。"""

PEAK, USE, RENT = 989e12, 0.30, 2.0  # 峰值、用得上的比例、每卡时美元：后两样是假设，与预训练那一章的微调同
PARAMETERS = 8e9
WRITTEN = 6000  # 抽样时一张卡每秒合计写几个词元，假设：批够大、回答不长；长了装得下的人少，会慢，见「记性」
LEARN, REFER = 6, 2  # 每个参数、每个词元几次运算：练一遍；参考模型只算一遍前向


def hours(tokens, per_parameter):
    """过一遍这些词元，几卡时。"""
    return tokens * per_parameter * PARAMETERS / (PEAK * USE) / 3600


tune = hours(1000 * 500 * 3, LEARN)  # 一千条，每条五百词元，三遍
pairs, reply, minutes = 10_000, 500, 2  # 偏好：多少对，一份回答多长；一个人看一对要几分钟，假设
prefer = hours(pairs * 2 * reply, LEARN + REFER) + pairs * 2 * reply / WRITTEN / 3600  # 练，加上先抽出这些回答
people = pairs * minutes / 60


def verify(answer, steps=200, asked=64, group=8):
    """可验证奖励：每步 asked 道题，各抽 group 个回答，每个 answer 词元；(抽样, 训练) 各几卡时。"""
    tokens = steps * asked * group * answer
    return tokens / WRITTEN / 3600, hours(tokens, LEARN + REFER)


draws, runs = 8, 10  # 不训练，每次抽八个挑一个；练的话，扫学习率、换种子，一共练几遍
even = prefer / ((draws - 1) * reply / WRITTEN / 3600)  # 几次调用之后，多抽的卡时就够练一遍

short, long = 800, 8000
reported = 17_920  # 对照：Qwen3 报告表 21，一个 8B 的强化学习真用掉的卡时
print(f"微调：{tune:.2f} 卡时，{tune * RENT:.2f} 美元")
print(f"偏好对齐（DPO）：{prefer:.2f} 卡时，{prefer * RENT:.2f} 美元；另要 {people:.0f} 人时")
for answer in (short, long):
    drawn, learned = verify(answer)
    print(
        f"可验证奖励，回答长 {answer}：抽样 {drawn:.2f}、训练 {learned:.2f} 卡时，{(drawn + learned) * RENT:.1f} 美元"
    )
print(f"公开的一次：{reported} 卡时，{reported * RENT:.0f} 美元")
print(f"tune={tune * RENT:.2f} 美元")
print(f"{pairs=}")
print(f"prefer={prefer * RENT:.2f} 美元")
print(f"people={people:.0f}")
print(f"even={even:.0f}")
print(f"even_runs={even * runs:.0f}")
print(f"{short=}")
print(f"{long=}")
print(f"verify={sum(verify(short)) * RENT:.0f} 美元")
print(f"{reported=}")
print(f"reported_costs={reported * RENT:.0f} 美元")
print(f"verify_long={sum(verify(long)) * RENT:.0f} 美元")
