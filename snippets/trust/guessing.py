"""答错要不要扣分，决定了它该不该乱猜：答对加一分，答错扣 t 分，不答零分。把握多少才值得答？"""

from fractions import Fraction

belief = [Fraction(n, 20) for n in (19, 18, 16, 13, 10, 8, 6, 4, 3, 2)]  # 十道题各有几分把握，设它说得准


def score(answered, penalty):
    """只答 answered 里的题，期望得几分。"""
    return sum(p - (1 - p) * penalty for p in answered)


def best(penalty):
    """期望最高的答法：把握超过几分才答。穷举每一条线。"""
    lines = [0, *sorted(belief)]
    return max(lines, key=lambda line: (score([p for p in belief if p > line], penalty), -line))


sure, even = Fraction(1, 2), Fraction(1)  # 把握过半；错一次抵一次对
print("答错扣几分　最好的线　t/(1+t)　全猜得分　只答把握过半的得分")
for penalty in (Fraction(0), Fraction(1, 4), even, Fraction(3), Fraction(9)):
    careful = [p for p in belief if p > sure]
    print(
        f"{float(penalty):5.2f}　　　　{float(best(penalty)):.2f}　　　{float(penalty / (1 + penalty)):.2f}　　　"
        f"{float(score(belief, penalty)):5.2f}　　　{float(score(careful, penalty)):5.2f}"
    )
careful = [p for p in belief if p > sure]
wrong = lambda answered: float(sum(1 - p for p in answered))
print(f"guess_free={float(score(belief, 0)):.2f}")
print(f"careful_free={float(score(careful, 0)):.2f}")
print(f"guess_fined={0.0 - float(score(belief, even)):.2f}")  # 倒欠
print(f"careful_fined={float(score(careful, even)):.2f}")
print(f"wrong_all={wrong(belief):.2f}")
print(f"wrong_careful={wrong(careful):.2f}")
three = Fraction(3)
print(f"fine={float(three):.0f}")
print(f"line={float(three / (1 + three)):.2f}")
