"""多数投票：抽几次，取最多的那个答案。什么时候越投越准，什么时候越投越差。"""

from math import comb


def vote(p, n):
    """二选一，每次对的机会 p，投 n 次（奇数）多数对的机会，精确值。"""
    return sum(comb(n, k) * (1 - p) ** k * p ** (n - k) for k in range(n - n // 2))


TIMES = (1, 5, 15, 65)
for p in (0.6, 0.5, 0.4):
    print(f"每次对 {p}：", "　".join(f"{n} 票 {vote(p, n):.2f}" for n in TIMES))
EXAM = (0.95,) * 14 + (0.1,) * 5 + (0.4,)  # 一份卷子：多数题拿手，几道题偏错
average = sum(EXAM) / len(EXAM)
for n in TIMES:
    print(f"难度混着，{n} 票：{sum(vote(p, n) for p in EXAM) / len(EXAM):.2f}　当成一样难：{vote(average, n):.2f}")
most = max(TIMES)
print(f"up={vote(0.6, most):.2f}")
print(f"down={vote(0.4, most):.2f}")
print(f"{average=:.2f}")
print(f"five={sum(vote(p, 5) for p in EXAM) / len(EXAM):.2f}")
print(f"mixed={sum(vote(p, most) for p in EXAM) / len(EXAM):.2f}")
print(f"naive={vote(average, most):.2f}")
print(f"ceiling={sum(p > 0.5 for p in EXAM) / len(EXAM):.2f}")
