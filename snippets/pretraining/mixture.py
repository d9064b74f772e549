"""配比：给小的来源多一点份量，就等于把它多念几遍。"""

budget = 500  # 打算练多少词元，十亿
SOURCES = {  # 手里有多少（十亿词元）、想让它占几分
    "网页": (1000, 0.60),
    "代码": (200, 0.25),
    "书": (30, 0.10),
    "数学": (5, 0.05),
}
passes = {name: budget * share / held for name, (held, share) in SOURCES.items()}
total = sum(held for held, _ in SOURCES.values())
for name, (held, share) in SOURCES.items():
    print(f"{name}：手里占 {held / total:.1%}，练时占 {share:.0%}，等于念 {passes[name]:.1f} 遍")
assert sum(share for _, share in SOURCES.values()) == 1
print(f"held={SOURCES['数学'][0] / total:.1%}")
print(f"share={SOURCES['数学'][1]:.0%}")
print(f"web={passes['网页']:.1f}")
print(f"maths={passes['数学']:.1f}")
