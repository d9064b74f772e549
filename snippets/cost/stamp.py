"""系统提示开头写着时间：每一步都重写、从不命中。比不开缓存还贵多少？写入费几次回本？隔多久续一次命划算？"""

from bookkit.prices import price

steps, system, step = 40, 20_000, 1800  # 与编程智能体同一个任务：四十步，每步新增一千八百词元
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

p, luna = price("claude-sonnet-5.5"), price("gpt-6-luna")
off, on, stamped = (task(p, mode) for mode in ("off", "on", "stamped"))
write, hit = p.write / p.input, p.hit / p.input
print(f"off={off:.2f} 美元")
print(f"stamped={stamped:.2f} 美元")
print(f"extra={stamped / off - 1:.0%}")
print(f"times={stamped / on:.0f} 倍")
print(f"break_even={(write - 1) / (1 - hit):.2f}")
print(f"break_even_hour={(HOUR - 1) / (1 - hit):.2f}")
# 续命：过期前发一次空请求，按命中价重读全部。人回来那次也要按命中价读，所以续 n 次共 n＋1 次命中，要比一次写入便宜
print(f"renewals={round(write / hit) - 1}")
print(f"minutes={write / hit * LIFE:.0f} 分钟")
print(f"minutes_dear_hit={luna.write / luna.hit * LIFE:.0f} 分钟")
