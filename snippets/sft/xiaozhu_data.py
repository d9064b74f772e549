"""干净或一半是坏的，一百条或一千条，外加「挑掉坏的」；步数从少扫到多。三个种子。"""

from xiaozhu.experiments import result, span
from xiaozhu.experiments.data_quality import STEPS

KINDS = {
    "clean_100": "干净一百条",
    "clean_1000": "干净一千条",
    "noisy_100": "一半坏的一百条",
    "noisy_1000": "一半坏的一千条",
    "kept_500": "一千条里挑掉坏的",
}
few, many = 200, max(STEPS)
mark = lambda kind, key="seen", steps=few: span("data_quality", f"{kind}_{steps}_{key}")
print("答简称或全称的概率（老师是 0.80）；离老师的分布多远；没练过的城：")
for kind, label in KINDS.items():
    steps = "　".join(f"{n} 步 {mark(kind, steps=n)}" for n in STEPS)
    print(
        f"  {label}：{steps}　离老师 {mark(kind, 'off')}　没练过的 {mark(kind, 'unseen')}→{mark(kind, 'unseen', many)}"
    )
print("练得最久，一半坏的一千条教出来的答法：")
for key, label in (("wrong_city", "答错城"), ("ask_back", "反问"), ("off_topic", "答非所问"), ("garbled", "不成名字")):
    print(f"  {label} {mark('noisy_1000', key, many)}")


def share(steps):
    """掺水的一千条是干净的一千条的几分之几，同一遍里比。"""
    noisy, clean = (result("data_quality")[f"{kind}_1000_{steps}_seen"] for kind in ("noisy", "clean"))
    found = [a / b for a, b in zip(noisy, clean)]
    return f"{min(found):.2f}–{max(found):.2f}"


print("掺水的一千条，是干净的几分之几：", "　".join(f"{n} 步 {share(n)}" for n in STEPS))
kept = result("data_quality")["kept_count"]
print(f"kept={min(kept):.0f}–{max(kept):.0f}")
print(f"{many=}")
print(f"share_early={share(min(STEPS))}")
print(f"share_mid={share(few)}")
print(f"share_late={share(many)}")
print(f"noisy_early={mark('noisy_1000', steps=min(STEPS))}")
print(f"clean_100={mark('clean_100')}")
print(f"clean_1000={mark('clean_1000')}")
print(f"noisy_100={mark('noisy_100')}")
print(f"noisy_1000={mark('noisy_1000')}")
print(f"kept_500={mark('kept_500')}")
print(f"noisy_long={mark('noisy_1000', steps=many)}")
print(f"clean_long={mark('clean_1000', steps=many)}")
print(f"clean_100_off={mark('clean_100', 'off')}")
print(f"clean_1000_off={mark('clean_1000', 'off')}")
print(f"clean_100_off_early={mark('clean_100', 'off', min(STEPS))}")
print(f"clean_1000_off_early={mark('clean_1000', 'off', min(STEPS))}")
print(f"clean_1000_off_late={mark('clean_1000', 'off', many)}")
print(f"clean_100_off_late={mark('clean_100', 'off', many)}")
print(f"clean_100_late={mark('clean_100', steps=many)}")
print(f"kept_500_off={mark('kept_500', 'off')}")
print(f"narrow_off={span('data_quality', 'narrow_50_off')}")
print(f"unseen_early={mark('clean_1000', 'unseen', min(STEPS))}")
print(f"unseen_late={mark('clean_1000', 'unseen', many)}")
