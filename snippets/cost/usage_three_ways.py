"""同一次调用，三家回报的用量字段各是什么意思，套错公式差多少。"""

# 一份真实的用量（BerriAI/litellm#9812）：输入 3，写入缓存 12304，没有命中，输出 550。当时的单价，美元每百万词元
fresh, written, hit, output = 3, 12_304, 0, 550
price = {"input": 3, "write": 3.75, "hit": 0.30, "output": 15}


def bill(fresh, written, hit):
    """三样输入各按各的价，加输出。"""
    cells = fresh * price["input"], written * price["write"], hit * price["hit"], output * price["output"]
    return sum(cells) / 1e6


# 同一件事，三家怎样报
REPORTS = {
    "不含缓存的口径": dict(input_tokens=fresh, cache_creation=written, cache_read=hit),
    "含缓存的口径": dict(input_tokens=fresh + written + hit, cache_creation=written, cache_read=hit),
    "分两个数的口径": dict(miss=fresh + written, hit=hit),
}


def exclusive(report):
    """当作「输入不含缓存」来算。"""
    return bill(report["input_tokens"], report["cache_creation"], report["cache_read"])


def inclusive(report):
    """当作「输入含缓存」来算：先把缓存的减掉。"""
    rest = report["input_tokens"] - report["cache_creation"] - report["cache_read"]
    return bill(rest, report["cache_creation"], report["cache_read"])


for name, report in list(REPORTS.items())[:2]:
    print(f"{name}：当作不含 {exclusive(report):.6f}　当作含 {inclusive(report):.6f} 美元")
miss = REPORTS["分两个数的口径"]
split = (miss["miss"] * price["input"] + miss["hit"] * price["hit"] + output * price["output"]) / 1e6
print(f"分两个数的口径：不另收写入费，{split:.6f} 美元")

first, second = REPORTS["不含缓存的口径"], REPORTS["含缓存的口径"]
print(f"right={exclusive(first):.5f} 美元")
print(f"doubled={exclusive(second):.5f} 美元")
print(f"over={exclusive(second) / exclusive(first) - 1:.0%}")
print(f"also_right={inclusive(second):.5f} 美元")
