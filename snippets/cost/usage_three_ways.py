"""同一次调用，三家回报的用量字段各是什么意思，套错公式差多少。"""

# 两份真实的用量（没命中的输入、写入、命中、输出）与当时的单价，美元每百万词元。
# 前一份（BerriAI/litellm#9812）是头一次调用，全是写入；后一份（#11364）多半命中，走的区域另加一成，四列同加，比例不变。
FIRST = dict(fresh=3, written=12_304, hit=0, output=550), dict(fresh=3, written=3.75, hit=0.30, output=15)
LATER = dict(fresh=10, written=32_435, hit=66_360, output=5120), dict(fresh=5, written=6.25, hit=0.50, output=25)
THOUGHT = 1710  # 后一份的输出里，思考占的


def bill(price, **tokens):
    """四列各按各的价。"""
    return sum(count * price[column] for column, count in tokens.items()) / 1e6


def reports(usage):
    """同一件事，两种口径的「输入」：不含缓存里的，含缓存里的。写入、命中、输出三个数一样。"""
    return usage, {**usage, "fresh": usage["fresh"] + usage["written"] + usage["hit"]}


def exclusive(price, report):
    """当作「输入不含缓存」来算。"""
    return bill(price, **report)


def inclusive(price, report):
    """当作「输入含缓存」来算：先把缓存的减掉。"""
    return bill(price, **{**report, "fresh": report["fresh"] - report["written"] - report["hit"]})


for name, (usage, price) in (("头一次", FIRST), ("多半命中", LATER)):
    print(f"{name}，单价：没命中、写入、命中、输出", *price.values())
    for kind, report in zip(("不含", "　含"), reports(usage)):
        print(f"{name}，报的是{kind}：", f"当作不含 {exclusive(price, report):.6f}", end="")
        print(f"　当作含 {inclusive(price, report):.6f} 美元")
    # 第三种口径只分命中与没命中两个数，不另收写入费
    miss = bill(price, fresh=usage["fresh"] + usage["written"], hit=usage["hit"], output=usage["output"])
    print(f"{name}，分两个数、不另收写入费的那家：{miss:.6f} 美元")

usage, price = FIRST
first, second = reports(usage)
right = exclusive(price, first)
print(f"right={right:.5f} 美元")
print(f"doubled={exclusive(price, second):.5f} 美元")
print(f"over={exclusive(price, second) / right - 1:.0%}")
print(f"also_right={inclusive(price, second):.5f} 美元")
usage, price = LATER
first, second = reports(usage)
right = exclusive(price, first)
print(f"hit_over={exclusive(price, second) / right - 1:.0%}")
# 「输出」也有两种口径：有的含思考，有的把思考另报一个数，忘了加就少算
print(f"thought_missed={bill(price, output=THOUGHT) / right:.0%}")
