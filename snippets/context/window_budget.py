"""窗口写着那么大，真正装得下你的材料的还剩多少：减去输出、思考、工具定义与系统提示。

各项的大小是示意；一个字（连标点）折 0.7 个词元，与账单一章同，换一家要换。
"""

TOKENS_PER_CHARACTER = 0.7
SYSTEM, TOOLS, EACH_TOOL = 1500, 20, 350  # 系统提示；工具个数与每个的定义，词元
OUTPUT, THINKING = 4000, 16000  # 给回答、给思考留的
WINDOWS = {"本地默认": 4096, "三万二": 32768, "十二万八": 131072, "一百万": 1_000_000}


def left(window, tools=TOOLS, thinking=THINKING, output=OUTPUT):
    """留给材料与历史的词元；小于零就是还没开口已经超了。"""
    return window - output - thinking - SYSTEM - tools * EACH_TOOL


def said(window, kept):
    if window - kept > window:
        return f"没开口已经超了 {-kept} 词元"
    return f"剩 {kept} 词元（{kept / window:.1%}），约 {kept / TOKENS_PER_CHARACTER:.0f} 个字"


agent = dict(tools=150, thinking=32000, output=16000)  # 编程智能体：接了许多工具，想得久，写得多
quiet, bare = dict(thinking=0), dict(tools=3, thinking=0, output=500)
for name, window in WINDOWS.items():
    print(f"{name}：{said(window, left(window))}")
    print(f"　关掉思考：{said(window, left(window, **quiet))}")
    print(f"　智能体：{said(window, left(window, **agent))}")
    print(f"　再只带三个工具、答得短：{said(window, left(window, **bare))}")

local, middle, large, huge = WINDOWS.values()
print(f"tokens_per_character={TOKENS_PER_CHARACTER}")
print(f"middle={middle}")
print(f"taken={middle - left(middle)}")
print(f"middle_left={left(middle) / middle:.0%}")
print(f"middle_characters={left(middle) / TOKENS_PER_CHARACTER:.0f}")
print(f"quiet_left={left(middle, **quiet) / middle:.0%}")
print(f"huge_left={left(huge) / huge:.1%}")  # 对照：窗口够大，这几样就不值一提
print(f"{large=}")
print(f"agent_left={left(large, **agent) / large:.0%}")  # 对照：各项也跟着变大，大窗口也不够
print(f"local={local}")
print(f"local_characters={left(local, **bare) / TOKENS_PER_CHARACTER:.0f}")
