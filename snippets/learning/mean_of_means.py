"""平均的平均不是平均：两条样本，一短一长，先各自平均再平均，短的那条每个词元就重了。"""

short, long = 11, 101  # 各有多少个要算损失的词元
LOSS = {"short": 2.0, "long": 1.0}  # 各自平均每个词元的损失，奈特


def both(a, b):
    """(按词元平均, 先各自平均再平均)：a、b 是两条样本的词元数。"""
    return (a * LOSS["short"] + b * LOSS["long"]) / (a + b), (LOSS["short"] + LOSS["long"]) / 2


by_token, by_sample = both(short, long)
for name, (a, b) in {"长短不一": (short, long), "一样长": (short, short)}.items():
    print(f"{name}：按词元平均 {both(a, b)[0]:.2f}　先各自平均 {both(a, b)[1]:.2f}")
print(f"{short=}")
print(f"{long=}")
print(f"{by_token=:.2f}")
print(f"{by_sample=:.2f}")
print(f"heavier={long / short:.1f}")  # 短样本里的一个词元，顶长样本里的几个
