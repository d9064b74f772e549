"""单价便宜，词元更多：同样的话，到底谁贵。"""

discount, extra = 0.20, 0.30  # 乙家单价低两成，同样的话多切出三成词元
cost = (1 - discount) * (1 + extra)
print(f"{discount=:.0%}")
print(f"{extra=:.0%}")
print(f"{cost=:.2f}")  # 甲家算一
