"""系统提示开头写着时间：每一步都重写、从不命中。比不开缓存还贵多少？写入费几次回本？隔多久续一次命划算？"""

from itertools import count, takewhile
from math import ceil

from bookkit.prices import price

steps, system, step = 40, 20_000, 1800  # 与「账单」里的编程智能体同一个任务：四十步，每步新增一千八百词元
LIFE, HOUR = 5, 2  # 缓存活几分钟；活一小时的那一档，写入价是输入价的几倍


def task(p, mode):
    """一个任务的输入钱。mode：off 不开缓存；on 正常命中；stamped 开了，但开头每次不同。"""
    column = "write" if mode != "off" and p.has("write") else "input"
    sent = [system + past * step for past in range(steps)]
    again = sum(sent[:-1]) * (mode == "on")  # 每一步都命中上一步发过的整段
    return p.bill(**{column: sum(sent) - again}, hit=again)


print("一个任务光输入（美元）　不开　正常　开头有时间　比不开")
for model, when in (("claude-sonnet-5.5", None), ("gpt-6-luna", None), ("deepseek-flash", "peak"), ("glm-5.3", None)):
    p = price(model, when=when)
    cells = [task(p, mode) for mode in ("off", "on", "stamped")]
    print(f"{model:18}", *(f"{cell:.3f}" for cell in cells), f"　{cells[2] / cells[0]:.2f}", end="")
    print(f"　正常的 {cells[2] / cells[1]:.1f} 倍")

p = price("claude-sonnet-5.5")
off, on, stamped = (task(p, mode) for mode in ("off", "on", "stamped"))
write, hit = p.write / p.input, p.hit / p.input
print(f"off={off:.2f} 美元")
print(f"stamped={stamped:.2f} 美元")
print(f"extra={stamped / off - 1:.0%}")
print(f"times={stamped / on:.0f} 倍")
print(f"break_even={(write - 1) / (1 - hit):.2f}")
print(f"break_even_hour={(HOUR - 1) / (1 - hit):.2f}")
five = lambda minutes: write + hit * ceil(minutes / LIFE)  # 五分钟档：每到期前发一次空请求，回来那次也按命中价
hour = lambda minutes: HOUR + hit * ceil(minutes / 60)  # 一小时档：同样续命
*_, longest = takewhile(
    lambda minutes: five(minutes) < 2 * write, count(LIFE, LIFE)
)  # 到这时还比「过期了再写一遍」便宜
print("等多久回来（分钟）：五分钟档续命　一小时档　过期再写（输入价的几倍）")
for minutes in (5, 61, 85, longest, 180):
    print(f"　{minutes:3}：{five(minutes):.2f}　{hour(minutes):.2f}　{2 * write:.2f}")
print(f"longest={longest} 分钟")
print(f"hour_from={next(minutes for minutes in count(LIFE, LIFE) if hour(minutes) < five(minutes))} 分钟")
