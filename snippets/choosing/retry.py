"""限流之后怎样再试：一秒只接得了这么多，一下子涌来一批；几种等法，各发了几遍、几成没等到、等得最久的等多久。"""

import random
from heapq import heappop, heappush

CAPACITY, BURST, STEADY, SECONDS = 50, 400, 20, 60  # 一秒接几个；开头一起来几个；往后一秒来几个；来多久
TRIES, SEEDS = 6, 20  # 被拒几次就放弃；换几次随机
WAITS = {  # 第 n 次被拒（从零数）之后等几秒；dice 是零到一的随机数
    "马上再试": lambda n, dice: 0.1,
    "每次等一秒": lambda n, dice: 1.0,
    "每次等一秒，加随机": lambda n, dice: 0.5 + dice,
    "每次等六秒多": lambda n, dice: 6.2,  # 等满五次，一共与越等越久一样长
    "每次等六秒多，加随机": lambda n, dice: 6.2 * (0.5 + dice),
    "越等越久": lambda n, dice: 2.0**n,
    "越等越久，加随机": lambda n, dice: 2.0**n * (0.5 + dice),
}


def run(wait, seed, burst=BURST, tries=TRIES, over=0):
    """burst 个请求摊在开头 over 秒里来。返回 (平均一个请求发了几遍, 没等到的占几成, 等到的里等得最久的几秒)。"""
    rng = random.Random(seed)
    queue, served, waited, sent, lost = [], {}, [], 0, 0
    for at in [over * n / burst for n in range(burst)] + [rng.uniform(0, SECONDS) for _ in range(STEADY * SECONDS)]:
        heappush(queue, (at, at, 0))  # 几时发、几时来的、被拒过几次
    total = len(queue)
    while queue:
        at, came, refused = heappop(queue)
        sent += 1
        if served.get(int(at), 0) < CAPACITY:
            served[int(at)] = served.get(int(at), 0) + 1
            waited.append(at - came)
        elif refused + 1 < tries:
            heappush(queue, (at + wait(refused, rng.random()), came, refused + 1))
        else:
            lost += 1
    return sent / total, lost / total, max(waited)


def ends(values, digits=2):
    """最低与最高；取整之后相同就只写一个。"""
    low, high = (f"{end(values):.{digits}f}" for end in (min, max))
    return low if low == high else f"{low}–{high}"


found = {name: list(zip(*(run(wait, seed) for seed in range(SEEDS)))) for name, wait in WAITS.items()}
for name, (sent, lost, longest) in found.items():
    print(f"{name}：一个请求发 {ends(sent)} 遍，没等到的 {ends(lost)}，最久等 {ends(longest, 0)} 秒")
lost_at = lambda name, *how: ends([run(WAITS[name], seed, *how)[1] for seed in range(SEEDS)])
for burst in (BURST // 2, BURST * 2):  # 结论靠不靠一下子来几个
    print(f"一下子来 {burst} 个，没等到的：", "　".join(f"{name} {lost_at(name, burst)}" for name in WAITS))
few, spread = 4, 6  # 只许被拒几次；同样多的，摊在几秒里来
given_up = lambda name: ends(found[name][1])
print(f"capacity={CAPACITY}")
print(f"burst={BURST}")
print(f"later={STEADY * SECONDS}")
print(f"tries={TRIES}")
print(f"at_once={given_up('马上再试')}")
print(f"fixed={given_up('每次等一秒')}")
print(f"fixed_jitter={given_up('每次等一秒，加随机')}")
print(f"longer={given_up('越等越久')}")
print(f"steady={given_up('每次等六秒多')}")
print(f"steady_jitter={given_up('每次等六秒多，加随机')}")
print(f"longer_jitter={given_up('越等越久，加随机')}")
print(f"longest={ends(found['越等越久，加随机'][2], 0)}")
print(f"half_fixed={lost_at('每次等一秒', BURST // 2)}")
print(f"double_longer={lost_at('越等越久', BURST * 2)}")
print(f"double_both={lost_at('越等越久，加随机', BURST * 2)}")
print(f"{few=}")
print(f"few_both={lost_at('越等越久，加随机', BURST, few)}")
print(f"spread={lost_at('马上再试', BURST, TRIES, spread)}")
print(f"calm={lost_at('马上再试', 0)}")  # 根本不涌
mine, library = 5, 2  # 自己再试几次；SDK 缺省又替你再试几次
print(f"calls={(1 + mine) * (1 + library)}")
