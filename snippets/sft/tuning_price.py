"""微调要多少钱：单价是「每千词元」，别当成「每词元」。"""

tokens = 100_000
OLD = {"train": 0.03, "use": 0.12}  # 流传的例子：训练与调用，美元／千词元
per = 1000
train, use = (tokens / per * price for price in OLD.values())
chat, passes = 0.008, 3  # 官方公告里的另一个例子：美元／千词元，过几遍
print(f"{tokens=}")
print(f"{train=:.2f} 美元")
print(f"both={train + use:.2f} 美元")
print(f"wrong={tokens * OLD['train']:.0f} 美元")  # 忘了除以一千
print(f"official={tokens / per * chat * passes:.2f} 美元")
