"""换一家要几天：退路的四样都备着，缺一样，全缺，各步的天数相加。天数是设想的，换成你自己的再跑。"""

QUESTIONS, REVIEWED, CANARY = 421, 50, 500  # 正式考几道、灰度一天看几条、看满几条，见「放行」
JUDGES, HOURS, MINUTES = 2, 6, 1  # 几个人判卷，一天各判几小时，一道几分钟
judging = QUESTIONS * 2 * MINUTES / 60 / (JUDGES * HOURS)  # 判两遍
watching = CANARY / REVIEWED
STEPS = {  # 步骤：(备着时几个工作日, 缺着时几个, 缺的是哪一样)
    "签合同、开账号、批额度": (0, 15, "第二家"),
    "改提示、工具定义、用量的记法": (2, 8, "包层"),
    "跑冒烟题": (0.5, 3, "题集"),
    "正式考，人判两遍": (judging, judging + 5, "题集"),
    "切换与退回的开关": (0.5, 3, "演练"),
    "灰度看满": (watching, watching, ""),
}
NEEDS = list(dict.fromkeys(need for *_, need in STEPS.values() if need))


def days(missing=(), skipped=()):
    """缺了 missing 这几样时，除去 skipped 各步，一共几天；一步接一步，不并行。"""
    return sum(long if need in missing else short for step, (short, long, need) in STEPS.items() if step not in skipped)


for step, (short, long, need) in STEPS.items():
    print(f"{step}：{short:.1f} 天" + (f"；没有{need}，{long:.1f} 天" if need else "，备不备都一样"))
for need in NEEDS:
    print(f"只缺{need}：{days([need]):.1f} 天")
urgent = ("灰度看满", "正式考，人判两遍")
print(f"steps={len(STEPS)}")
print(f"ready={days():.0f}")
print(f"none={days(NEEDS):.0f}")
print(f"no_second={days(['第二家']):.0f}")
print(f"no_questions={days(['题集']):.0f}")
print(f"no_wrapper={days(['包层']):.0f}")
print(f"watching={watching:.0f}")
print(f"urgent={days(skipped=urgent):.0f}")
print(f"urgent_none={days(NEEDS, skipped=urgent):.0f}")
