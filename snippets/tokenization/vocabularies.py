"""存档：各家公开的词表包。同样几句话怎样切，切好抄在这里；竖线是边界，尖括号是切碎的字节。"""

SHORT = {  # 「人工智能的未来将」
    "GPT-2": "人｜<e5 b7>｜<a5>｜<e6>｜<99>｜<ba>｜<e8 83>｜<bd>｜的｜<e6 9c>｜<aa>｜<e6 9d>｜<a5>｜将",
    "cl100k": "人｜工｜<e6 99>｜<ba>｜能｜的｜未｜来｜将",
    "o200k": "人工｜智能｜的｜未来｜将",
    "Llama 3": "人｜工｜智能｜的｜未来｜将",
    "Qwen3": "人工智能｜的｜未来｜将",
    "DeepSeek-V3": "人工智能｜的未来｜将",
}
LONG = {  # 「今天来上海出差了。我在外滩喝咖啡。这里的风景很美。」
    "cl100k": "今｜天｜来｜上｜海｜出｜<e5 b7>｜<ae>｜了｜。｜我｜在｜外｜<e6 bb>｜<a9>｜<e5 96>｜<9d>"
    "｜<e5>｜<92>｜<96>｜<e5 95>｜<a1>｜。｜这｜里｜的｜<e9 a3>｜<8e>｜景｜<e5 be>｜<88>｜美｜。",
    "o200k": "今天｜来｜上海｜出｜差｜了｜。我｜在｜外｜<e6 bb>｜<a9>｜喝｜咖｜<e5 95>｜<a1>"
    "｜。｜这里｜的｜风｜景｜很｜美｜。",
    "Qwen3": "今天｜来｜上海｜出差｜了｜。｜我在｜外｜滩｜喝｜咖啡｜。｜这里的｜风景｜很｜美｜。",
    "DeepSeek-V3": "今天｜来｜上海｜出差｜了｜。｜我在｜外｜滩｜喝｜咖啡｜。｜这里的｜风景｜很美｜。",
}
BERRY = {  # strawberry，不带前面的空格
    "GPT-2": "st｜raw｜berry", "cl100k": "str｜aw｜berry", "o200k": "st｜raw｜berry",
    "Llama 3": "str｜aw｜berry", "Qwen3": "str｜aw｜berry", "DeepSeek-V3": "st｜raw｜berry",
}  # fmt: skip
text = "今天来上海出差了。我在外滩喝咖啡。这里的风景很美。"
han = sum("一" <= c <= "鿿" for c in text)

count = lambda cut: len(cut.split("｜"))
for name, cut in SHORT.items():
    print(f"{name:12}{count(cut):3} 个　{cut}")
print("strawberry：", "　".join(f"{name} {cut}" for name, cut in BERRY.items()))
print(f"三句话，{han} 个汉字：", "、".join(f"{name} {count(cut)} 个" for name, cut in LONG.items()))

print(f"short_most={count(SHORT['GPT-2'])}")
print(f"short_least={count(SHORT['DeepSeek-V3'])}")
print(f"short_ratio={count(SHORT['GPT-2']) / count(SHORT['DeepSeek-V3']):.1f}")
print(f"{han=}")
print(f"cl100k={count(LONG['cl100k']) / han:.2f}")
print(f"o200k={count(LONG['o200k']) / han:.2f}")
print(f"qwen={count(LONG['Qwen3']) / han:.2f}")
print(f"deepseek={count(LONG['DeepSeek-V3']) / han:.2f}")
print(f"with_marks={len(text)}")
print(f"deepseek_per_mark={count(LONG['DeepSeek-V3']) / len(text):.2f}")
print(f"qwen_per_mark={count(LONG['Qwen3']) / len(text):.2f}")
print(f"berry={count(BERRY['GPT-2'])}")
print(f"among_new={count(LONG['o200k']) / count(LONG['DeepSeek-V3']):.1f}")
print(f"dearer={count(LONG['cl100k']) / count(LONG['DeepSeek-V3']):.1f}")
