"""多久存一次检查点：存得勤，时间花在存上；存得少，一断就白练一大段。"""

from math import sqrt

days, failures = 54, 419  # 一次公开的训练里，多少天、多少次意外中断
between = days * 24 * 60 / failures  # 平均隔几分钟断一次
slow, quick = (2.0, 15.0), (0.2, 5.0)  # 存一次要几分钟、断后重新拉起要几分钟


def wasted(every, cost):
    """每 every 分钟存一次，总时间里白花的占几分：存盘的、断掉要重练的（平均半段）、重新拉起的。"""
    save, restart = cost
    extra = save / every + (every / 2 + restart) / between  # 每有用的一分钟，另搭几分钟
    return extra / (1 + extra)


def best(cost):
    """让 wasted 最小的间隔，分钟：求导等于零（Young 1974）。"""
    return sqrt(2 * cost[0] * between)


for name, cost in {"存得慢": slow, "存得快": quick}.items():
    for every in (2, best(cost), 60, 180):
        print(f"{name}，每 {every:.0f} 分钟存一次：白花 {wasted(every, cost):.0%}")
print(f"between={between / 60:.1f} 小时")
print(f"slow_best={best(slow):.0f} 分钟")
print(f"slow_wasted={wasted(best(slow), slow):.1%}")
print(f"slow_rare={wasted(180, slow):.0%}")
print(f"quick_best={best(quick):.0f} 分钟")
print(f"quick_wasted={wasted(best(quick), quick):.1%}")
