"""推理时多花算力：同一题多抽几次，有裁判的能挑出对的。题目难易不齐，天花板就不在一。"""

TIMES = (1, 8, 64, 512)
EXAM = {"容易": 0.5, "够得着": 0.02, "够不着": 0.0}  # 三类题各占三分之一，抽一次就对的机会


def covered(p, n):
    """抽 n 次至少对一次的机会；有可靠的裁判，才等于得分。"""
    return 1 - (1 - p) ** n


average = sum(EXAM.values()) / len(EXAM)
real, naive = {}, {}
for n in TIMES:
    real[n], naive[n] = sum(covered(p, n) for p in EXAM.values()) / len(EXAM), covered(average, n)
    print(
        f"抽 {n} 次："
        + "　".join(f"{k} {covered(p, n):.2f}" for k, p in EXAM.items())
        + f"　合计 {real[n]:.2f}　把题当成一样难 {naive[n]:.2f}"
    )
print(f"once={real[1]:.2f}")
print(f"many={real[64]:.2f}")
print(f"ceiling={real[512]:.2f}")
print(f"naive={naive[64]:.2f}")
