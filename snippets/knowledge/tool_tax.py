"""工具定义占窗口也占钱：接上几个服务器，每轮先花掉多少；按需加载省多少。"""

from bookkit.prices import price

defined, window = 67_300, 200_000  # 一位用户的七个服务器合计的词元；那时的窗口（anthropics/claude-code#11364）
used, index = 3, 30  # 一次任务真用到几个工具；目录里一行多少词元
tools, steps = 100, 40  # 大约几个工具；一个任务几步
p = price("claude-sonnet-5.5")


def task(size, hit):
    """一个任务里，只算工具定义：头一次写入，之后每步命中或按原价重读。"""
    return p.bill(write=size) + (steps - 1) * (p.bill(hit=size) if hit else p.bill(input=size))


lazy = tools * index + used * defined / tools
for label, size in (("全接上", defined), ("按需加载", lazy)):
    print(
        f"{label}：{size:.0f} 词元，占窗口 {size / window:.0%}，命中 {task(size, True):.3f} 美元，不命中 {task(size, False):.3f} 美元"
    )
print(f"{defined=}")
print(f"share={defined / window:.0%}")
print(f"lazy={lazy:.0f}")
print(f"all_hit={task(defined, True):.2f} 美元")
print(f"all_miss={task(defined, False):.2f} 美元")
print(f"lazy_hit={task(lazy, True):.2f} 美元")
