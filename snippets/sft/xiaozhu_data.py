"""干净的一百条、一半是坏的一千条、挑掉坏的、干净的一千条；步数从少扫到多。"""

from xiaozhu.experiments import result, span
from xiaozhu.experiments.data_quality import STEPS

mark = lambda kind, steps, key="seen": span("data_quality", f"{kind}_{steps}_{key}")
for kind, label in (
    ("clean_100", "干净一百条"),
    ("noisy_1000", "一半坏的一千条"),
    ("kept_500", "挑掉坏的剩下的"),
    ("clean_1000", "干净一千条"),
):
    print(f"{label}：", "　".join(f"{steps} 步 {mark(kind, steps)}" for steps in STEPS))

few, many = 200, max(STEPS)
print("练得最久时，一半坏的一千条教出来的答法：")
for key, label in (("wrong_city", "答错城"), ("ask_back", "反问"), ("off_topic", "答非所问"), ("garbled", "不成名字")):
    print(f"  {label} {mark('noisy_1000', many, key)}")
kept = result("data_quality")["kept_count"]
print(f"kept={min(kept):.0f}–{max(kept):.0f}")
print(f"{few=}")
print(f"{many=}")
print(f"clean_100={mark('clean_100', few)}")
print(f"noisy_1000={mark('noisy_1000', few)}")
print(f"clean_1000={mark('clean_1000', few)}")
print(f"kept_500={mark('kept_500', few)}")
print(f"noisy_long={mark('noisy_1000', many)}")
print(f"clean_long={mark('clean_1000', many)}")
print(f"clean_short_unseen={mark('clean_1000', min(STEPS), 'unseen')}")
print(f"clean_long_unseen={mark('clean_1000', many, 'unseen')}")
print(f"noisy_long_unseen={mark('noisy_1000', many, 'unseen')}")
