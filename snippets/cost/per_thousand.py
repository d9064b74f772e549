"""流传的错算「十万词元三千美元」：单价的单位看错了一千倍。真该乘的那个数，它又漏了。"""

TOKENS, QUOTED, PER = 100_000, 0.03, 1000  # 流传的那道题：十万词元，单价 0.03 美元，价目单写的是每一千词元
PASSES, RATE = 3, 0.008  # 厂商自己举的例子：同样十万词元，过三遍，每一千词元 0.008 美元

wrong, right = TOKENS * QUOTED, TOKENS / PER * QUOTED
example = TOKENS / PER * RATE * PASSES
print("单价当成　每词元　每一千词元　每一百万词元")
for name, rate in (("微调", QUOTED), ("用它", 4 * QUOTED)):  # 流传的那道题里，用的单价是微调的四倍
    print(f"{name}　", "　".join(f"{TOKENS / unit * rate:.3f}" for unit in (1, PER, PER * PER)), "美元")
# 对照：倒着问，一本三千美元的账，按这个单价买得到多少词元
bought = wrong / QUOTED * PER
print(f"wrong={wrong:.0f} 美元")
print(f"right={right:.0f} 美元")
print(f"bought={bought / 1e8:.1f} 亿")
print(f"example={example:.2f} 美元")
print(f"example_once={example / PASSES:.2f} 美元")
