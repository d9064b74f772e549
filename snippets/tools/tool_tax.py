"""工具定义占窗口也占钱：接上几个服务器，每轮先花掉多少；按需加载省多少，加载的定义插在哪又差多少。"""

from bookkit.prices import price

# 一位用户报的：六个服务器合计 98.7k 词元，窗口 200k，其中一家 34 个工具约 25k（anthropics/claude-code#13717）
defined, window, single, single_tools = 98_700, 200_000, 25_000, 34
each = single / single_tools  # 一个工具的定义多少词元
tools = round(defined / each)
used, index = 3, 30  # 假设：一个任务真用到几个工具；目录里一行多少词元
steps, step = 40, 1_800  # 假设：一个任务几步；每步往历史里添多少词元（结果加回答）
p = price("claude-sonnet-5.5")


def task(size, hit=True):
    """一个任务里，只算工具定义：头一次写入，之后每步命中或按原价重读。"""
    return p.bill(write=size) + (steps - 1) * (p.bill(hit=size) if hit else p.bill(input=size))


lazy = tools * index + used * each
# 用到才加载：接在对话后面，前面的缓存不动；插回最前面的定义里，每加载一次，到那时为止的历史全部重读
loads = [steps * n // used for n in range(used)]
front = task(lazy) + sum(p.bill(write=step * at) - p.bill(hit=step * at) for at in loads)
print(f"大约 {tools} 个工具，一个 {each:.0f} 词元")
for label, size in (("全接上", defined), ("按需加载", lazy), ("只接那一家", single)):
    print(f"{label}：{size:.0f} 词元，占窗口 {size / window:.0%}，", end="")
    print(f"命中 {task(size):.3f} 美元，不命中 {task(size, hit=False):.3f} 美元")
print(f"按需加载，定义插回最前面：{front:.3f} 美元")
print(f"{defined=}")
print(f"share={defined / window:.0%}")
print(f"lazy={lazy:.0f}")
print(f"all_hit={task(defined):.2f} 美元")
print(f"all_miss={task(defined, hit=False):.2f} 美元")
print(f"lazy_hit={task(lazy):.2f} 美元")
print(f"lazy_front={front:.2f} 美元")
