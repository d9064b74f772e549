"""放多少流量、抽多少条来看：新版错率翻倍，几天看得出来，看出来之前多错了几次；人工复核什么时候值。"""

from itertools import count
from math import ceil, comb
from statistics import NormalDist

DAILY = 10_000  # 一天几次
OLD, NEW = 0.02, 0.04  # 旧版的错率；新版若翻倍
REVIEWED = 50  # 一天抽几条给人看
FALSE_ALARM, CAUGHT = 0.05, 0.8  # 没变坏也报警的机会不超过；真翻倍了，报得出的机会至少


def tail(seen, reviewed, rate):
    """看 reviewed 条，错的达到 seen 条的机会。"""
    return 1 - sum(comb(reviewed, k) * rate**k * (1 - rate) ** (reviewed - k) for k in range(seen))


def enough(old=OLD, new=NEW):
    """(看几条, 错几条就报警)：两种机会都守得住，条数凑成整天的。旧版的错率当作已知。"""
    for reviewed in count(REVIEWED, REVIEWED):
        alarm = next(k for k in range(reviewed + 2) if tail(k, reviewed, old) <= FALSE_ALARM)
        if tail(alarm, reviewed, new) >= CAUGHT:
            return reviewed, alarm


flagged, holds = 0.10, 0.60  # 一个便宜的检查挑出一成的请求，里面有全部错的六成，新旧两版一样
dense = holds * OLD / flagged
needed, alarm = enough()
needed_dense, alarm_dense = enough(dense, dense * NEW / OLD)


def days(share, needed=needed, flagged=1.0):
    """放出 share 的流量，几天看够：一天看几条，受人手与流量两头限制。flagged：只从检查挑出的这一部分里抽。"""
    return ceil(needed / min(REVIEWED, DAILY * share * flagged))


def extra(share, *how):
    """看够之前，新版比旧版多错了几次。"""
    return days(share, *how) * DAILY * share * (NEW - OLD)


print("放出的流量　随便抽：几天看够、其间多错几次　从检查挑出的里面抽：同上")
for share in (0.001, 0.005, 0.05, 0.2, 1.0):
    picked = needed_dense, flagged
    print(f"{share:6.1%}　{days(share):2}、{extra(share):4.0f}　{days(share, *picked):2}、{extra(share, *picked):4.0f}")
z = NormalDist().inv_cdf(1 - FALSE_ALARM) + NormalDist().inv_cdf(CAUGHT)
arms = ceil(z * z * (OLD * (1 - OLD) + NEW * (1 - NEW)) / (NEW - OLD) ** 2)  # 旧版的错率也要现量：两边各看几条

MINUTE, WRONG, FINDS = 0.5, 20, 0.9  # 元：复核一条的人工；一个错流出去的代价。复核的人抓得出几成
SECONDS = 60  # 复核一条要多久
WORTH = MINUTE / (WRONG * FINDS)  # 复核的那些里，错的比例过了这条线才值
print("复核谁　花多少元　少赔多少元（都摊到每次请求）")
for name, share, caught in (
    ("不复核", 0, 0),
    ("全部", 1, 1),
    ("随便挑一成", flagged, flagged),
    ("检查挑出的一成", flagged, holds),
):
    print(f"{name}　{share * MINUTE:.3f}　{caught * OLD * FINDS * WRONG:.3f}")
print(f"错率翻倍之后复核全部　{MINUTE:.3f}　{NEW * FINDS * WRONG:.3f}")
fed, small, full = REVIEWED / DAILY, 0.001, 1.0
fed_dense = min(1, fed / flagged)
worse = 1.5 * OLD  # 只变坏一半的；也是旧版其实错这么多、却当成了 OLD 的时候
left = 1 - holds * FINDS  # 发出前复核过挑出的那些，还剩几成的错
print(f"daily={DAILY}")
print(f"reviewed={REVIEWED}")
print(f"false_alarm={FALSE_ALARM:.0%}")
print(f"{needed=}")
print(f"{alarm=}")
print(f"caught={CAUGHT:.0%}")
print(f"{worse=:.0%}")
print(f"worse_caught={tail(alarm, needed, worse):.2f}")
print(f"days={days(full)}")
print(f"extra_full={extra(full):.0f}")
print(f"fed={fed:.1%}")
print(f"days_fed={days(fed)}")
print(f"extra_fed={extra(fed):.0f}")
print(f"small={small:.1%}")
print(f"days_small={days(small)}")
print(f"{arms=}")
print(f"arms_days={ceil(2 * arms / REVIEWED)}")
print(f"old_left={OLD * left:.2%}")
print(f"new_left={NEW * left:.2%}")
print(f"left_caught={tail(alarm, needed, NEW * left):.2f}")  # 抽在复核之后，还照那条线
print(f"fed_dense={fed_dense:.0%}")
print(f"{needed_dense=}")
print(f"{alarm_dense=}")
print(f"days_dense={days(fed_dense, needed_dense, flagged)}")
print(f"extra_dense={extra(fed_dense, needed_dense, flagged):.0f}")
print(f"minute={MINUTE}")
print(f"wrong={WRONG}")
print(f"finds={FINDS}")
print(f"picked={DAILY * flagged:.0f}")
print(f"hours={DAILY * flagged * SECONDS / 3600:.0f}")
print(f"daily_extra={DAILY * (NEW - OLD):.0f}")
print(f"daily_cost={DAILY * (NEW - OLD) * WRONG:.0f}")
print(f"worth={WORTH:.1%}")
print(f"old={OLD:.0%}")
print(f"dense={dense:.0%}")
print(f"rest={(1 - holds) * OLD / (1 - flagged):.1%}")
