"""思考词元的账：按输出计费，看不见也要付；上限给少了，钱花了，答案是空的。"""

asked, said, thought = 2_000, 300, 4_000  # 一次请求：读多少、答多少、想多少词元
IN, OUT = 1.25, 10.0  # 美元／百万词元，示例价


def bill(thinking, votes=1):
    """一次要多少美元；votes 是同一题答几遍。"""
    return votes * (asked * IN + (said + thinking) * OUT) / 1e6


def answer_left(limit, thinking):
    """max_tokens 管思考加答案：想完还剩多少留给答案。"""
    return max(0, limit - thinking)


print(f"不想：{bill(False):.5f} 美元　想：{bill(thought):.5f} 美元　不想、答五遍：{bill(False, 5):.5f} 美元")
for limit in (1_000, 4_100, 4_300, 8_000):
    left = answer_left(limit, thought)
    print(
        f"上限 {limit}：留给答案 {min(left, said)}　{'答完' if left >= said else '半截' if left else '空的，照样收费'}"
    )
print(f"plain={bill(False):.5f} 美元")
print(f"thinking={bill(thought):.5f} 美元")
print(f"times={bill(thought) / bill(False):.2f}")
print(f"votes={bill(False, 5) / bill(False):.0f}")
print(f"least={thought + said}")
