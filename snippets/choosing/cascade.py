"""先小后大：小的先答，检查通不过再交给大的。什么时候省，什么时候反而贵？"""

from bookkit.prices import price

request = dict(input=3000, output=500)
small, large = (price(m).bill(**request) for m in ("gpt-6-luna", "claude-opus-5.5"))
WRONG = 0.02  # 大的自己也会错的比例，假设
REWORK = 0.5  # 一个错答案流出去，平均要花多少美元补救，假设


def cascade(passed, silent, check=0.0):
    """一次请求平均多少钱。passed：小的通过检查的比例；silent：通过的里面其实错了的比例；check：检查一次的钱。"""
    handed = 1 - passed
    return small + check + handed * large + (passed * silent + handed * WRONG) * REWORK


alone = large + WRONG * REWORK  # 全交给大的
print(f"一次：小的 {small:.5f}　大的 {large:.5f}　大的连同返工 {alone:.5f} 美元")
print("通过的比例｜通过里错的比例：　0　0.02　0.05　0.10（与全交给大的之比）")
for passed in (0.01, 0.2, 0.6, 0.9):
    print(f"　{passed:.2f}｜", "　".join(f"{cascade(passed, silent) / alone:.2f}" for silent in (0, 0.02, 0.05, 0.10)))
most = 0.6
# 对 silent 是直线：两点定出打平处
slope = cascade(most, 1) - cascade(most, 0)
print(f"检查若再请一次大的：通过 {most}、不看返工，是全交给大的 {(small + large + (1 - most) * large) / large:.2f}")
print(f"small_over_large={small / large:.3f}")
print(f"passed={most}")
print(f"no_rework={(small + (1 - most) * large) / large:.2f}")
print(f"saved={1 - cascade(most, WRONG) / alone:.2f}")
print(f"ten={cascade(most, 0.10) / alone:.2f}")
print(f"wrong={WRONG}")
print(f"silent_at_most={(alone - cascade(most, 0)) / slope:.3f}")
print(f"judged_by_large={(small + large + (1 - most) * large) / large:.2f}")
