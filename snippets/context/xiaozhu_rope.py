"""窗口拉长八倍：直接外推、位置插值（PI）、YaRN 的分段，最远一段位置上每个词元的损失。"""

from xiaozhu.experiments import span
from xiaozhu.experiments.rope_stretch import BUCKETS, STRETCH, STRETCHED_LENGTH

print("位置", *(f"{a} 到 {b}" for a, b in BUCKETS), sep="　")
for name in ("plain", "pi", "yarn"):
    for when, label in (("before", "不续训"), ("after", "续五十步"), ("later", "再续三百")):
        row = [span("rope_stretch", f"{name}_{when}_{a}_{b}") for a, b in BUCKETS]
        print(f"{name:5} {label}", *row, sep="　")

for width in (16, 64):  # 对照：不训练、不改转速，只让它看最近这么多个词元
    row = [span("rope_stretch", f"window{width}_{a}_{b}") for a, b in BUCKETS]
    print(f"只看最近 {width} 个", *row, sep="　")

print(f"trained={STRETCHED_LENGTH // STRETCH}")
print(f"wanted={STRETCHED_LENGTH}")
far = lambda name, when: span("rope_stretch", f"{name}_{when}_256_512")
print(f"near={span('rope_stretch', 'plain_before_16_64')}")
print(f"yarn_near={span('rope_stretch', 'yarn_before_16_64')}")
print(f"plain={far('plain', 'before')}")
print(f"plain_after={far('plain', 'after')}")
print(f"pi={far('pi', 'before')}")
print(f"pi_after={far('pi', 'after')}")
print(f"yarn={far('yarn', 'before')}")
print(f"yarn_after={far('yarn', 'after')}")
print(f"plain_later={far('plain', 'later')}")
print(f"pi_later={far('pi', 'later')}")
print(f"yarn_later={far('yarn', 'later')}")
print(f"window={span('rope_stretch', 'window64_256_512')}")
print(f"tiny_window={span('rope_stretch', 'window16_256_512')}")
