"""系统提示开头写着时间：每一步都重写、从不命中。比不开缓存还贵多少？写入费几次回本？隔多久续一次命划算？"""

from bookkit.prices import price

steps, system, step = 40, 20_000, 1800  # 与编程智能体同一个任务：四十步，每步新增一千八百词元


def task(p, mode):
    """一个任务的输入钱。mode：off 不开缓存；on 正常命中；stamped 开了，但开头每次不同。"""
    total, last = 0, 0
    for past in range(steps):
        sent = system + past * step
        again = last if mode == "on" else 0
        column = "input" if mode == "off" else "write"
        total += p.bill(**{column: sent - again}, hit=again)
        last = sent
    return total


p = price("claude-sonnet-5.5")
off, on, stamped = (task(p, mode) for mode in ("off", "on", "stamped"))
write, hit = p.write / p.input, p.hit / p.input
print(f"一个任务的输入：不开 {off:.3f}　正常 {on:.3f}　开头有时间 {stamped:.3f} 美元")
for ttl, rate in (("五分钟", write), ("一小时", 2)):  # 一小时档的写入价是输入价的两倍
    print(f"{ttl}：写一次，再读 {(rate - 1) / (1 - hit):.2f} 次回本")
print(f"off={off:.2f} 美元")
print(f"stamped={stamped:.2f} 美元")
print(f"extra={stamped / off - 1:.0%}")
print(f"times={stamped / on:.0f} 倍")
print(f"break_even={(write - 1) / (1 - hit):.2f}")
print(f"break_even_hour={1 / (1 - hit):.2f}")
# 续命：过期前发一次空请求，按命中价重读全部；隔了几次续命之后，才不如等它过期、按写入价重写
print(f"renewals={write / hit:.1f}")
print(f"minutes={write / hit * 5:.0f} 分钟")
