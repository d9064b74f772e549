"""窗口拉长八倍：直接外推、位置插值（PI）、YaRN 的分段，最远一段位置上每个词元的损失。"""

from xiaozhu.experiments import BUCKETS, STRETCH, STRETCHED_LENGTH, span

for name in ("plain", "pi", "yarn"):
    for when in ("before", "after"):
        row = [span("rope_stretch", f"{name}_{when}_{a}_{b}") for a, b in BUCKETS]
        print(f"{name:5} {'续训后' if when == 'after' else '续训前'}", *row, sep="　")

print(f"trained={STRETCHED_LENGTH // STRETCH}")
print(f"wanted={STRETCHED_LENGTH}")
far = lambda name, when: span("rope_stretch", f"{name}_{when}_256_512")
print(f"near={span('rope_stretch', 'plain_before_16_64')}")
print(f"plain={far('plain', 'before')}")
print(f"plain_after={far('plain', 'after')}")
print(f"pi={far('pi', 'before')}")
print(f"pi_after={far('pi', 'after')}")
print(f"yarn={far('yarn', 'before')}")
print(f"yarn_after={far('yarn', 'after')}")
