"""容量不等于胜任：小铸一行读得下六十四个词元，可那句要用的话隔远一点、旁边多几句，就用不上了。三个种子。"""

from xiaozhu.experiments import result, span
from xiaozhu.experiments.needle import LENGTH, MOST, STEPS, WINDOW

KINDS = {
    "other_before": "不相干的话放在前面",
    "other": "不相干的话夹在中间",
    "city_before": "提到城市的话放在前面",
    "city": "提到城市的话夹在中间",
    "rival_before": "别人住哪放在前面",
    "rival": "别人住哪夹在中间",
    "lost": "同上，删掉要用的那句",
    "recent_before": f"别人住哪放在前面，只看最近 {WINDOW} 个词元",
    "recent": f"别人住哪夹在中间，只看最近 {WINDOW} 个词元",
}
mark = lambda kind, crowd: span("needle", f"{kind}_{crowd}")
print(f"答对的比例，旁边 0 到 {MOST} 句：")
for prefix, title in (("", "原来的小铸"), ("taught_", f"专门练过 {STEPS} 步")):
    print(title)
    for kind, label in KINDS.items():
        print(f"　{label}：", "　".join(mark(prefix + kind, crowd) for crowd in range(MOST + 1)))
print("旁边几句时，答成在场别人的城：", "　".join(mark("named", crowd) for crowd in range(MOST + 1)))
longest = max(max(values) for key, values in result("needle").items() if key.startswith("tokens"))

none, some, most = 0, 3, MOST
print(f"room={LENGTH}")
print(f"longest={longest:.0f}")  # 最长的一种摆法平均多少词元
print(f"alone={mark('other', none)}")
print(f"near={mark('other_before', some)}")
print(f"far={mark('other', some)}")
print(f"guess={mark('lost', none)}")
print(f"rival_near={mark('rival_before', some)}")
print(f"rival_far={mark('rival', some)}")
print(f"named={mark('named', some)}")
print(f"recent_near={mark('recent_before', some)}")
print(f"taught_far={mark('taught_other', some)}")
print(f"taught_rival={mark('taught_rival', some)}")
print(f"rival_one={mark('rival', 1)}")
print(f"taught_rival_one={mark('taught_rival', 1)}")
print(f"taught_rival_most={mark('taught_rival', most)}")
print(f"city={mark('city', some)}")
print(f"city_near={mark('city_before', some)}")
print(f"taught_city={mark('taught_city', some)}")
