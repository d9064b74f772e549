"""十台机器分批：条与词元、批与步，各是各的。"""

texts = 100_000_000  # 一亿条文本
per_machine = 1_000  # 每台每步读几条
machines = 10
average = 500  # 平均一条多少词元

at_once = per_machine * machines  # 十台一起算完，才更新一次
steps, alone = texts // at_once, texts // per_machine
tokens = texts * average
print(f"一台：每步 {per_machine} 条，更新 {alone} 步")
print(f"十台：每步 {at_once} 条，更新 {steps} 步")
print(f"合 {tokens:.0e} 个词元，按一个参数二十个词元，配得上 {tokens / 20:.1e} 个参数")
wrong = texts // 20  # 若把「条」当成了「词元」
print(f"{texts=}")
print(f"{machines=}")
print(f"{at_once=}")
print(f"{alone=}")
print(f"{steps=}")
print(f"batch_tokens={at_once * average}")
print(f"{wrong=}")
print(f"llama={2.0e12 / 4e6:.0f}")  # Llama 2：一共这么多词元，每步这么多
