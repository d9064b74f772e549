"""组内优势：一题抽一组回答，比平均好的推，比平均差的压；推多重，看这一组有多齐。"""

from statistics import fmean, pstdev


def advantage(rewards, scaled=True):
    """每个回答的优势：减平均，再除以标准差（GRPO）；scaled 为假就不除（Dr. GRPO）。全组同分则全是零。"""
    spread = pstdev(rewards)
    return [(r - fmean(rewards)) / (spread if scaled else 1) if spread else 0.0 for r in rewards]


size = 16
for right in (0, 1, size // 2, size - 1, size):
    rewards = [1.0] * right + [0.0] * (size - right)
    got, plain = advantage(rewards), advantage(rewards, scaled=False)
    print(
        f"{size} 个里对 {right}：对的 {got[0] if right else 0:+.2f}　错的 {got[-1] if right < size else 0:+.2f}　不除标准差 {plain[0] if right else 0:+.2f}／{plain[-1] if right < size else 0:+.2f}"
    )

rare_group, even_group = [True] + [False] * (size - 1), [True, False] * size  # 只对一个；对一半（几个都一样）
rare, even = advantage(rare_group), advantage(even_group)
short, long = 10, 1000  # 一个错答，写得短与写得长，各多少词元
print(f"rare={rare[0]:.2f}")
print(f"even={even[0]:.2f}")
print(f"rare_plain={advantage(rare_group, scaled=False)[0]:.2f}")
print(f"even_plain={advantage(even_group, scaled=False)[0]:.2f}")
print(f"{short=}")
print(f"{long=}")
print(f"per_short={even[1] / short:.4f}")  # 每个回答一样重：一个词元摊到多少
print(f"per_long={even[1] / long:.4f}")
